package io.retort.job;

import java.util.Locale;

/** Amounts as people read them. */
final class Quantities {

  private static final String[] SCALES = {"", " k", " M", " G", " T", " P"};

  private Quantities() {}

  /** A number of parameters: "671 B", "1.26 B", "4.85 M". */
  static String count(long count) {
    return scaled(count).replace(" G", " B");
  }

  /** Decimal units: "2.52 GB". */
  static String bytes(long bytes) {
    String scaled = scaled(bytes);
    return scaled + (scaled.contains(" ") ? "B" : " B");
  }

  /** A number with three digits and the scale's letter: "73.3 G". */
  static String scaled(long number) {
    int scale = 0;
    double rest = (double) number;
    while (rest >= 999.5 && scale < SCALES.length - 1) {
      rest /= 1000;
      scale++;
    }
    String format = scale == 0 ? "%.0f" : rest < 9.995 ? "%.2f" : rest < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, rest) + SCALES[scale];
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
