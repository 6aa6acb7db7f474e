package io.retort.benchmark.generator;

import java.util.random.RandomGenerator;

/**
 * The random source of everything this project freezes or seeds here: SplitMix64 (Steele, Lea and
 * Flood 2014, "Fast splittable pseudorandom number generators", figure 17 with the mix of section
 * 4).
 *
 * <p>Written out, because the JDK leaves the stream of {@code SplittableRandom} unspecified, while
 * a benchmark must come out the same on every JDK. Neighbouring seeds give unrelated streams. Not
 * thread-safe.
 */
public final class SplitMix64 implements RandomGenerator {

  // 2^64 over the golden ratio, made odd: the counter visits all 2^64 values before it repeats.
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long counter;

  public SplitMix64(long seed) {
    counter = seed;
  }

  @Override
  public long nextLong() {
    counter += STEP;
    long mixed = (counter ^ (counter >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
