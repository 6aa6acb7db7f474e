package io.retort.runtime.training;

import io.retort.runtime.program.TrainingProgram;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Weights before the first step: normal with standard deviation 1/sqrt(fan-in) for matrices, ones
 * for normalisation, zeros for the router's bias.
 */
final class WeightStart {

  private WeightStart() {}

  /** The values depend on seed, name and shape only, not on the order tensors are asked for. */
  static float[] values(String name, List<Long> shape, long seed) {
    int size = 1;
    for (long dimension : shape) {
      size = Math.toIntExact(size * dimension);
    }
    float[] values = new float[size];
    if (shape.size() == 1) {
      Arrays.fill(values, name.endsWith(TrainingProgram.ROUTER_BIAS) ? 0 : 1);
      return values;
    }
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + crc.getValue());
    double deviation = 1 / Math.sqrt(shape.get(shape.size() - 1));
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * normal(random));
    }
    return values;
  }

  // Box and Muller 1958. StrictMath: the same bits on every machine.
  private static double normal(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
