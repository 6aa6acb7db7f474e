package io.retort.runtime.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Copies a tensor's values to the heap, for training and for tests; the engine maps files instead.
 */
public final class TensorReader {

  private TensorReader() {}

  /**
   * The values in row order, widened to float; those in 8 bits without their scales. Up to 2^31 - 1
   * bytes.
   */
  public static float[] floats(TensorEntry tensor) {
    ByteBuffer bytes = bytes(tensor);
    float[] values = new float[Math.toIntExact(tensor.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (tensor.type()) {
            case F32 -> bytes.getFloat();
            case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
            case F16 -> halfToFloat(bytes.getShort());
            case F8_E4M3 -> Float8.toFloat(bytes.get());
          };
    }
    return values;
  }

  private static ByteBuffer bytes(TensorEntry tensor) {
    int count = Math.toIntExact(tensor.size() * tensor.type().bytes());
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(tensor.file(), StandardOpenOption.READ)) {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, tensor.offset() + buffer.position()) < 0) {
          throw new EOFException("the file ends within tensor '" + tensor.name() + "'");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + tensor.file(), e);
    }
    return buffer.flip();
  }

  // IEEE 754 binary16; JDK 20 has Float.float16ToFloat.
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >> 10 & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float subnormal = fraction * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
