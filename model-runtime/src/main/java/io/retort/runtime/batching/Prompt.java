package io.retort.runtime.batching;

import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.sampling.Logits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Given tokens, read once for all rollouts that begin with them; lives while some wait. */
final class Prompt implements Comparable<Prompt> {

  private final List<Integer> given;
  private final int[] tokens;
  private final long number;
  private final int expected;
  private final ArrayDeque<Sequence> waiting = new ArrayDeque<>();
  private final List<Integer> blocks = new ArrayList<>();
  private int cached;
  private Optional<Logits> logits = Optional.empty();
  private long nanos;

  /**
   * @param number in the order of arrival
   * @param expected about how many tokens its rollouts will have
   */
  Prompt(List<Integer> given, long number, int expected) {
    this.given = given;
    this.tokens = given.stream().mapToInt(Integer::intValue).toArray();
    this.number = number;
    this.expected = expected;
  }

  List<Integer> given() {
    return given;
  }

  int length() {
    return tokens.length;
  }

  int[] tokens(int start, int end) {
    return Arrays.copyOfRange(tokens, start, end);
  }

  /** Its rollouts that have not started, or were set aside. */
  ArrayDeque<Sequence> waiting() {
    return waiting;
  }

  /** Blocks that it holds. */
  List<Integer> blocks() {
    return blocks;
  }

  /** Positions that lie in the cache. */
  int cached() {
    return cached;
  }

  /** What follows the last token; empty until all are read. */
  Optional<Logits> logits() {
    return logits;
  }

  /** How long reading took. */
  long nanos() {
    return nanos;
  }

  /** Finds whole blocks that other prompts have read; the last token is always left to read. */
  void shareFrom(BlockPool pool) {
    while (cached + GenerationProgram.KEY_BLOCK < tokens.length) {
      int before = blocks.isEmpty() ? -1 : blocks.get(blocks.size() - 1);
      Optional<Integer> found =
          pool.find(before, tokens(cached, cached + GenerationProgram.KEY_BLOCK));
      if (found.isEmpty()) {
        return;
      }
      pool.share(found.get());
      blocks.add(found.get());
      cached += GenerationProgram.KEY_BLOCK;
    }
  }

  /**
   * Takes note that positions up to {@code end} are cached now.
   *
   * @param after what follows the last token, if it was among them
   */
  void read(int end, Optional<Logits> after, long tookNanos, BlockPool pool) {
    int whole = end / GenerationProgram.KEY_BLOCK;
    for (int i = cached / GenerationProgram.KEY_BLOCK; i < whole; i++) {
      int start = i * GenerationProgram.KEY_BLOCK;
      pool.publish(
          i == 0 ? -1 : blocks.get(i - 1),
          blocks.get(i),
          tokens(start, start + GenerationProgram.KEY_BLOCK));
    }
    cached = end;
    logits = after;
    nanos += tookNanos;
  }

  /** Gives up what has been read. */
  void forget(BlockPool pool) {
    blocks.forEach(pool::release);
    blocks.clear();
    cached = 0;
    logits = Optional.empty();
  }

  /** Longest expected first, then first come first served. */
  @Override
  public int compareTo(Prompt other) {
    int byExpected = Integer.compare(other.expected, expected);
    return byExpected != 0 ? byExpected : Long.compare(number, other.number);
  }
}
