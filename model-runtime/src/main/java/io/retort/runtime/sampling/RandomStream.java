package io.retort.runtime.sampling;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The random numbers of one rollout: one draw per position, addressed by position.
 *
 * <p>Philox4x32-10 (Salmon et al. 2011, section 3), a counter-based generator: a draw is a function
 * of key and counter, so a completion does not depend on what ran before or beside it. The key
 * comes from run seed, problem id and rollout.
 */
public final class RandomStream {

  private static final int ROUNDS = 10;
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private final int key0;
  private final int key1;
  private final int stream0;
  private final int stream1;

  private RandomStream(int key0, int key1, int stream0, int stream1) {
    this.key0 = key0;
    this.key1 = key1;
    this.stream0 = stream0;
    this.stream1 = stream1;
  }

  /** The stream of one rollout. */
  public static RandomStream of(long seed, String problemId, int rollout) {
    byte[] id = problemId.getBytes(StandardCharsets.UTF_8);
    byte[] named =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + id.length)
            .putLong(seed)
            .putInt(rollout)
            .put(id)
            .array();
    try {
      ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(named));
      return new RandomStream(digest.getInt(), digest.getInt(), digest.getInt(), digest.getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The draw that decides a position's token: uniform in [0, 1), a multiple of 2^-53. */
  public double uniform(int position) {
    return uniform(position, 0);
  }

  /** A draw of a position; the 0th decides its token. */
  public double uniform(int position, int draw) {
    int[] block = philox(position, draw, stream0, stream1, key0, key1);
    long bits = ((long) block[0] << 32) | (block[1] & 0xffffffffL);
    return (bits >>> 11) * 0x1p-53;
  }

  /** Philox4x32-10 of one counter and key. */
  static int[] philox(int c0, int c1, int c2, int c3, int k0, int k1) {
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = (MULTIPLIER_0 & 0xffffffffL) * (c0 & 0xffffffffL);
      long product1 = (MULTIPLIER_1 & 0xffffffffL) * (c2 & 0xffffffffL);
      int next0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      int next2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c1 = (int) product1;
      c3 = (int) product0;
      c0 = next0;
      c2 = next2;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    return new int[] {c0, c1, c2, c3};
  }
}
