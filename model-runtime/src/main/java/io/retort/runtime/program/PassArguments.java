package io.retort.runtime.program;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The spans of one pass as the program takes them; native memory until closed. */
final class PassArguments implements AutoCloseable {

  private final NDManager scope;
  private final int parts;
  private final IValue ids;
  private final IValue positions;
  private final IValue places;
  private final IValue windows;
  private final IValue blocks;
  private final IValue opened;
  private final IValue prompts;
  private final long[] previous;
  private final long[] wanted;

  private PassArguments(NDManager scope, Windows windows, boolean isPrompt, long[] wanted) {
    this.scope = scope;
    this.parts = windows.parts();
    List<Span> spans = windows.order();
    int rows = spans.stream().mapToInt(Span::tokens).sum();
    long[] rowIds = new long[rows];
    long[] rowPositions = new long[rows];
    long[] rowPlaces = new long[rows];
    long[] previousPlaces = new long[rows];
    LongStream.Builder openedBlocks = LongStream.builder();
    int row = 0;
    for (Span span : spans) {
      for (int token = 0; token < span.tokens(); token++) {
        int position = span.start() + token;
        rowIds[row] = span.id(token);
        rowPositions[row] = position;
        rowPlaces[row] = place(span, position);
        previousPlaces[row++] = place(span, Math.max(0, position - 1));
        if (position % GenerationProgram.KEY_BLOCK == 0) {
          openedBlocks.add(span.block(position / GenerationProgram.KEY_BLOCK));
        }
      }
    }
    this.ids = vector(scope, rowIds);
    this.positions = vector(scope, rowPositions);
    this.places = vector(scope, rowPlaces);
    this.windows = IValue.listFrom(windows.numbers());
    this.blocks = vector(scope, windows.blocks());
    this.opened = vector(scope, openedBlocks.build().toArray());
    this.prompts = IValue.from(isPrompt);
    this.previous = previousPlaces;
    this.wanted = wanted;
  }

  private static long place(Span span, int position) {
    long block = span.block(position / GenerationProgram.KEY_BLOCK);
    return block * GenerationProgram.KEY_BLOCK + position % GenerationProgram.KEY_BLOCK;
  }

  /**
   * Arranges spans.
   *
   * @param scope owner of what is made, which is closed with this
   * @param isPrompt see {@link GenerationProgram#step}
   * @param parts most parts to cut it into, if it is one of completions
   */
  static PassArguments of(NDManager scope, List<Span> spans, boolean isPrompt, int parts) {
    Windows windows = Windows.of(spans, isPrompt, parts);
    long[] wanted =
        IntStream.range(0, spans.size())
            .flatMap(i -> windows.lastRows(i, spans.get(i).logits()))
            .asLongStream()
            .toArray();
    return new PassArguments(scope, windows, isPrompt, wanted);
  }

  /** Whether its parts run side by side. */
  boolean isForking() {
    return parts > 1;
  }

  NDManager scope() {
    return scope;
  }

  IValue ids() {
    return ids;
  }

  /** What every method of a pass takes behind the rows that enter. */
  IValue[] rest() {
    return new IValue[] {positions, places, windows, blocks, opened, prompts};
  }

  /** Rows whose logits are asked for, in the order of the spans. */
  long[] wanted() {
    return wanted;
  }

  /** Of each row the place of the position before; of position 0 its own. */
  long[] previous() {
    return previous;
  }

  static IValue vector(NDManager scope, long[] values) {
    return IValue.from((PtNDArray) scope.create(values));
  }

  @Override
  public void close() {
    prompts.close();
    opened.close();
    blocks.close();
    windows.close();
    places.close();
    positions.close();
    ids.close();
    scope.close();
  }
}
