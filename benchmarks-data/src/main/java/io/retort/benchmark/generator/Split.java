package io.retort.benchmark.generator;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The two sides that never share a problem: a problem's side follows from its canonical form alone,
 * so that no seed, wording or order can carry a test problem into training.
 */
public enum Split {
  TRAIN,
  TEST;

  private static final int TEST_EVERY = 16;

  /** TEST for the canonical forms whose CRC-32 (of the UTF-8 bytes) is a multiple of 16. */
  public static Split of(String canonical) {
    CRC32 crc = new CRC32();
    crc.update(canonical.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % TEST_EVERY == 0 ? TEST : TRAIN;
  }
}
