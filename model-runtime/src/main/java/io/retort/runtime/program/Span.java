package io.retort.runtime.program;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens of one sequence in a pass: neighbours in position, after all that is cached of it.
 *
 * <p>Copies nothing it is given: the maker must let go of the arrays.
 */
public final class Span {

  private final int[] ids;
  private final int start;
  private final int[] blocks;
  private final int logits;
  private final double temperature;

  /**
   * @param ids tokens of this pass, at least one
   * @param start position of the first; all before it are cached
   * @param blocks of the cache that hold the sequence's positions, these tokens' included, in order
   * @param logits after how many of the last tokens logits are asked for
   * @param temperature by which they will be divided; 1 where that is not known
   */
  public Span(int[] ids, int start, int[] blocks, int logits, double temperature) {
    this.ids = ids;
    this.start = start;
    this.blocks = blocks;
    this.logits = logits;
    this.temperature = temperature;
    if (GenerationProgram.blocks(end()) > blocks.length) {
      throw new IllegalArgumentException(
          end() + " positions do not fit in " + blocks.length + " blocks");
    }
  }

  /** Logits for which no temperature is known. */
  public Span(int[] ids, int start, int[] blocks, int logits) {
    this(ids, start, blocks, logits, 1);
  }

  /** The same of lists. */
  public static Span of(
      List<Integer> ids, int start, List<Integer> blocks, int logits, double temperature) {
    return new Span(array(ids), start, array(blocks), logits, temperature);
  }

  private static int[] array(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A sequence whose blocks lie one after the other. */
  public static Span of(int[] ids, int start, int firstBlock, int logits) {
    int count = GenerationProgram.blocks(start + ids.length);
    return new Span(ids, start, IntStream.range(firstBlock, firstBlock + count).toArray(), logits);
  }

  int id(int token) {
    return ids[token];
  }

  int tokens() {
    return ids.length;
  }

  int start() {
    return start;
  }

  /** The position after the last token's. */
  int end() {
    return start + ids.length;
  }

  /** How many blocks some token can see. */
  int visibleBlocks() {
    return GenerationProgram.blocks(end());
  }

  int block(int i) {
    return blocks[i];
  }

  int logits() {
    return logits;
  }

  double temperature() {
    return temperature;
  }
}
