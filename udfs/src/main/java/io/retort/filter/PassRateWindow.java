package io.retort.filter;

/**
 * Which problems are worth training on, by the share of rollouts that were correct: one that is
 * never or always solved teaches little.
 *
 * @param above the rate must be above this, in [0, 1)
 * @param below the rate must be below this, in (0, 1]
 */
public record PassRateWindow(double above, double below) {

  public PassRateWindow {
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(above >= 0 && above < below && below <= 1)) {
      throw new IllegalArgumentException(
          "a pass rate window needs 0 <= above < below <= 1, but above="
              + above
              + ", below="
              + below);
    }
  }

  /** 0.1 to 0.9, as open-r1's {@code compute_pass_rate.py}. */
  public static PassRateWindow standard() {
    return new PassRateWindow(0.1, 0.9);
  }

  public boolean keeps(double passRate) {
    return passRate > above && passRate < below;
  }
}
