package io.retort.grader.math;

/** A fixed map of 64 bits onto themselves that leaves no pattern: the finalizer of SplitMix64. */
final class Mixing {

  private Mixing() {}

  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
