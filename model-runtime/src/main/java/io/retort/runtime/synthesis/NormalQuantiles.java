package io.retort.runtime.synthesis;

/**
 * The standard normal distribution as 65,536 equally probable values, so that drawing one is a
 * look-up.
 */
final class NormalQuantiles {

  /** How many values there are: one for each number of 16 bits. */
  static final int COUNT = 1 << 16;

  private NormalQuantiles() {}

  /** The values times {@code deviation}, ascending; the same on every machine. */
  static float[] of(double deviation) {
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = (float) (deviation * quantile((i + 0.5) / COUNT));
    }
    return values;
  }

  /**
   * The inverse of the distribution function. Acklam's rational approximation, relative error below
   * 1.15e-9, one branch for the middle and one for the tails.
   *
   * @param p in (0, 1)
   */
  static double quantile(double p) {
    if (p > 0.5) {
      return -quantile(1 - p); // exactly symmetric
    }
    if (p < 0.02425) {
      double q = StrictMath.sqrt(-2 * StrictMath.log(p));
      return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                              - 2.549732539343734)
                          * q
                      + 4.374664141464968)
                  * q
              + 2.938163982698783)
          / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
                      + 3.754408661907416)
                  * q
              + 1);
    }
    double q = p - 0.5;
    double r = q * q;
    return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                            + 1.383577518672690e+02)
                        * r
                    - 3.066479806614716e+01)
                * r
            + 2.506628277459239)
        * q
        / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                            + 6.680131188771972e+01)
                        * r
                    - 1.328068155288572e+01)
                * r
            + 1);
  }
}
