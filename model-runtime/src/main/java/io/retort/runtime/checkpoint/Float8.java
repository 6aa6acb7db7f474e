package io.retort.runtime.checkpoint;

import java.util.Arrays;

/**
 * The 8-bit floats of F8_E4M3 (Micikevicius et al. 2022, table 1): a sign, 4 bits of exponent with
 * bias 7, 3 bits of fraction; no infinities, and one NaN of each sign.
 */
final class Float8 {

  private static final float[] MAGNITUDES = new float[127];

  static {
    for (int code = 0; code < MAGNITUDES.length; code++) {
      int exponent = code >> 3;
      int fraction = code & 7;
      MAGNITUDES[code] =
          exponent == 0
              ? Math.scalb((float) fraction, -9)
              : Math.scalb((float) (8 + fraction), exponent - 10);
    }
  }

  private Float8() {}

  static float toFloat(byte code) {
    int magnitude = code & 0x7f;
    float value = magnitude == 0x7f ? Float.NaN : MAGNITUDES[magnitude];
    return code < 0 ? -value : value;
  }

  /** The nearest code, ties to even; what is beyond the largest becomes the largest. */
  static byte nearest(float value) {
    if (Float.isNaN(value)) {
      return 0x7f;
    }
    float magnitude = Math.abs(value);
    int found = Arrays.binarySearch(MAGNITUDES, magnitude);
    int code = found >= 0 ? found : Math.min(-found - 1, MAGNITUDES.length - 1);
    if (found < 0 && code > 0) {
      float above = MAGNITUDES[code] - magnitude;
      float below = magnitude - MAGNITUDES[code - 1];
      if (below < above || (below == above && code % 2 == 1)) {
        code--;
      }
    }
    return (byte) (Float.floatToRawIntBits(value) < 0 ? code | 0x80 : code);
  }
}
