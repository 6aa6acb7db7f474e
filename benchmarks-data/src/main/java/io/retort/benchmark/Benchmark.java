package io.retort.benchmark;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * A named, versioned set of problems.
 *
 * @param version of the rules by which the source's bytes become prompts and targets here; two runs
 *     on the same bytes are comparable only under the same version
 * @param problems at least one, in the order of the source; read from there at each look where it
 *     is large, so walk through them rather than keep them
 * @param sha256 of the source's bytes, 64 lower-case hexadecimal digits
 * @param protocol name of the preset by which it is asked, or by which it is to be asked where none
 *     is chosen
 * @param shots what stands before each question, in the problems' messages
 */
public record Benchmark(
    String name,
    String version,
    List<Problem> problems,
    String sha256,
    String protocol,
    Shots shots) {

  /** The preset that asks problems as they are. */
  public static final String AS_IT_IS = "none";

  public Benchmark {
    problems = Collections.unmodifiableList(problems); // no copy: it may lie on disk
    if (problems.isEmpty()) {
      throw new IllegalArgumentException(
          "benchmark '" + name + "' must hold at least one problem, but has none");
    }
  }

  /** A benchmark whose questions stand alone. */
  public Benchmark(
      String name, String version, List<Problem> problems, String sha256, String protocol) {
    this(name, version, problems, sha256, protocol, Shots.NONE);
  }

  /** A benchmark read from these bytes. */
  static Benchmark of(String name, String version, List<Problem> problems, byte[] source) {
    return of(name, version, problems, ByteBuffer.wrap(source));
  }

  static Benchmark of(String name, String version, List<Problem> problems, ByteBuffer source) {
    return new Benchmark(name, version, problems, sha256(source), AS_IT_IS);
  }

  /** The same benchmark, its problems as this preset asks them. */
  public Benchmark asked(String newProtocol, List<Problem> newProblems, Shots newShots) {
    return new Benchmark(name, version, newProblems, sha256, newProtocol, newShots);
  }

  Benchmark withProtocol(String other) {
    return asked(other, problems, shots);
  }

  /** SHA-256 in 64 lower-case hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    return sha256(ByteBuffer.wrap(bytes));
  }

  private static String sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must provide SHA-256, but this one does not", e);
    }
  }
}
