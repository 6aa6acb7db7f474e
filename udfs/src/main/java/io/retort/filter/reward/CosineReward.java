package io.retort.filter.reward;

/**
 * {@code cosine}: from one value for the shortest completion to another for the longest, along half
 * a cosine wave (Yeo et al. 2025, arXiv 2502.03373, section 4.2).
 *
 * <p>Unlike open-r1's, the length stops at maxLength: unclamped, a completion of twice that length
 * would be paid like an empty one.
 *
 * @param correctShort for a correct completion of length 0
 * @param correctLong for a correct one of maxLength or more
 * @param wrongShort for a wrong one of length 0
 * @param wrongLong for a wrong one of maxLength or more
 * @param maxLength in the unit of the lengths, at least 1
 */
public record CosineReward(
    double correctShort, double correctLong, double wrongShort, double wrongLong, int maxLength) {

  public CosineReward {
    if (maxLength < 1) {
      throw new IllegalArgumentException("maxLength must be at least 1, but was " + maxLength);
    }
  }

  /**
   * open-r1's settings ({@code configs.py}): correct 1 down to 0.5, wrong 0 down to -0.5, over
   * 1,000 characters.
   */
  public static CosineReward standard() {
    return new CosineReward(1, 0.5, 0, -0.5, 1_000);
  }

  /** long + (short - long) (1 + cos(pi length / maxLength)) / 2. */
  public double of(int length, boolean isCorrect) {
    if (length < 0) {
      throw new IllegalArgumentException("length must be at least 0, but was " + length);
    }
    double wave = Math.cos(Math.PI * Math.min(length, maxLength) / maxLength);
    double atStart = isCorrect ? correctShort : wrongShort;
    double atEnd = isCorrect ? correctLong : wrongLong;
    return atEnd + (atStart - atEnd) * (1 + wave) / 2;
  }
}
