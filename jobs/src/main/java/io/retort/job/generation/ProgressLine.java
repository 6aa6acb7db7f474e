package io.retort.job.generation;

import java.time.Duration;
import java.util.Locale;

/** One line about a running generation, for people. */
final class ProgressLine {

  private ProgressLine() {}

  /**
   * Says what is done and what is left.
   *
   * @param before completions that the journal held at the start
   * @param now what has been made since
   * @param total completions wanted
   * @param elapsed since the start; the first completions take the loading of the model with them
   */
  static String of(long before, ProgressCount now, long total, Duration elapsed) {
    long finished = before + now.completions();
    double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
    String line =
        String.format(
            Locale.ROOT,
            "%,d of %,d completions (%d %%)  %,.0f tokens/s",
            finished,
            total,
            total == 0 ? 100 : 100 * finished / total,
            now.tokens() / seconds);
    return now.completions() == 0
        ? line
        : line + "  " + left(seconds * (total - finished) / now.completions()) + " left";
  }

  private static String left(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60)
        : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
  }
}
