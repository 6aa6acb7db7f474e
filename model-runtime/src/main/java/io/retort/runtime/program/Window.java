package io.retort.runtime.program;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sequences that attend together in one pass: neighbours in a cache, with equally many tokens each.
 *
 * <p>Copies nothing it is given: the maker must let go of the arrays.
 */
public final class Window {

  private final GenerationProgram.Cache cache;
  private final int firstSlot;
  private final int[][] ids;
  private final int[] starts;
  private final boolean wantsLogits;

  /**
   * @param cache where the sequences' positions lie
   * @param firstSlot slot of the first; the others follow
   * @param ids tokens of this pass, one row of equal length per sequence
   * @param starts position of each row's first token; all before it are in the cache
   * @param wantsLogits whether the logits after each sequence's last token are asked for
   */
  public Window(
      GenerationProgram.Cache cache,
      int firstSlot,
      int[][] ids,
      int[] starts,
      boolean wantsLogits) {
    this.cache = cache;
    this.firstSlot = firstSlot;
    this.ids = ids;
    this.starts = starts;
    this.wantsLogits = wantsLogits;
  }

  /** A window of one sequence. */
  public static Window of(
      GenerationProgram.Cache cache, int slot, int[] ids, int start, boolean wantsLogits) {
    return new Window(cache, slot, new int[][] {ids}, new int[] {start}, wantsLogits);
  }

  /** Each sequence as a window of its own, in order. */
  Stream<Window> alone() {
    return IntStream.range(0, sequences())
        .mapToObj(i -> of(cache, firstSlot + i, ids[i], starts[i], wantsLogits));
  }

  GenerationProgram.Cache cache() {
    return cache;
  }

  int firstSlot() {
    return firstSlot;
  }

  int id(int sequence, int token) {
    return ids[sequence][token];
  }

  int start(int sequence) {
    return starts[sequence];
  }

  boolean wantsLogits() {
    return wantsLogits;
  }

  int sequences() {
    return ids.length;
  }

  int tokens() {
    return ids[0].length;
  }

  int rows() {
    return sequences() * tokens();
  }

  /** Cached positions that some token can see, in whole blocks. */
  int length() {
    int last = Arrays.stream(starts).max().orElseThrow() + tokens();
    return GenerationProgram.wholeBlocks(last);
  }

  /** Positions that every token can see. */
  int seen() {
    return Arrays.stream(starts).min().orElseThrow() + 1;
  }
}
