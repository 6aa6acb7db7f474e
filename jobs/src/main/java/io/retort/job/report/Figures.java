package io.retort.job.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
final class Figures {

  private Figures() {}

  /** A share as a percentage with one decimal: 0.7125 is "71.3 %". */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** The same, or a dash where there is no number. */
  static String percentOrDash(@Nullable Double share) {
    return share == null ? "-" : percent(share);
  }

  /** A difference of shares in percentage points with its sign: -0.031 is "-3.1". */
  static String points(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference);
  }

  /** A p-value: "0.031", or "below 0.001". */
  static String pValue(double p) {
    return p < 0.001 ? "below 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** Seconds as "41.2 s" or "3 min 07 s". */
  static String duration(double seconds) {
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
  }

  /** Hours as "1.53 h", or as a duration if there are less than one. */
  static String hours(double hours) {
    return hours < 1 ? duration(3600 * hours) : String.format(Locale.ROOT, "%,.2f h", hours);
  }

  /** Dollars and cents; below a dollar, where a sweep of a small model lies, four decimals. */
  static String dollars(double dollars) {
    return String.format(Locale.ROOT, dollars < 1 ? "$%.4f" : "$%,.2f", dollars);
  }

  /** Decimal units: "9.7 MB", "2.52 GB". */
  static String bytes(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%,.2f GB", bytes / 1e9);
  }

  /** The start of a hash, enough for people to tell two apart. */
  static String shortHash(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
