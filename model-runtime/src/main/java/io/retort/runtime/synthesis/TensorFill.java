package io.retort.runtime.synthesis;

import io.retort.runtime.checkpoint.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The values of one tensor: 1 for norms, 0 for biases, else normal with standard deviation 0.02.
 *
 * <p>A value is a function of seed, name and place alone, so any piece can be made by itself.
 */
final class TensorFill {

  static final double DEVIATION = 0.02;

  private static final float[] NORMAL = NormalQuantiles.of(DEVIATION);
  // The increment of SplitMix64 (Steele et al. 2014, section 5).
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final int PER_DRAW = 4;

  private final long key;
  private final float[] values;

  private TensorFill(long key, float[] values) {
    this.key = key;
    this.values = values;
  }

  static TensorFill of(long seed, String name) {
    if (isNorm(name)) {
      return new TensorFill(0, new float[] {1});
    }
    return name.endsWith("bias")
        ? new TensorFill(0, new float[] {0})
        : new TensorFill(key(seed, name), NORMAL);
  }

  private static boolean isNorm(String name) {
    return name.endsWith("norm.weight");
  }

  private static long key(long seed, String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * The bytes of some elements, little-endian, as safetensors has them.
   *
   * @param first a multiple of 4
   */
  ByteBuffer bytes(TensorType type, long first, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    boolean isWide = type == TensorType.F32;
    for (int i = 0; i < count; i += PER_DRAW) {
      long draw = draw((first + i) / PER_DRAW);
      int end = Math.min(PER_DRAW, count - i);
      for (int j = 0; j < end; j++) {
        float value = values.length == 1 ? values[0] : values[(int) (draw >>> (16 * j)) & 0xffff];
        if (isWide) {
          bytes.putFloat(value);
        } else {
          bytes.putShort(bfloat16(value));
        }
      }
    }
    return bytes.flip();
  }

  /** 64 random bits: SplitMix64, which is a mixing function of a counter. */
  private long draw(long counter) {
    long z = key + (counter + 1) * GOLDEN;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  // Rounded to nearest, ties to even. No value here is NaN.
  private static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
