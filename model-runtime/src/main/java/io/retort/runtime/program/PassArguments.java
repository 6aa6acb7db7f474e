package io.retort.runtime.program;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;

/** The windows of one pass as the program takes them; native memory until closed. */
final class PassArguments implements AutoCloseable {

  private final NDManager scope;
  private final IValue caches;
  private final IValue ids;
  private final IValue positions;
  private final IValue numbers;
  private final long[] wanted;

  private PassArguments(
      NDManager scope, IValue caches, IValue ids, IValue positions, IValue numbers, long[] wanted) {
    this.scope = scope;
    this.caches = caches;
    this.ids = ids;
    this.positions = positions;
    this.numbers = numbers;
    this.wanted = wanted;
  }

  static PassArguments of(NDManager parent, List<Window> windows) {
    int rows = windows.stream().mapToInt(Window::rows).sum();
    long[] ids = new long[rows];
    long[] positions = new long[rows];
    long[] numbers = new long[windows.size() * 6];
    List<GenerationProgram.Cache> caches = new ArrayList<>();
    List<Long> wanted = new ArrayList<>();
    int row = 0;
    for (int w = 0; w < windows.size(); w++) {
      Window window = windows.get(w);
      int cache = caches.indexOf(window.cache());
      if (cache < 0) {
        cache = caches.size();
        caches.add(window.cache());
      }
      numbers[6 * w] = cache;
      numbers[6 * w + 1] = window.firstSlot();
      numbers[6 * w + 2] = window.sequences();
      numbers[6 * w + 3] = window.tokens();
      numbers[6 * w + 4] = window.length();
      numbers[6 * w + 5] = window.seen();
      for (int s = 0; s < window.sequences(); s++) {
        for (int t = 0; t < window.tokens(); t++) {
          ids[row] = window.id(s, t);
          positions[row++] = (long) window.start(s) + t;
        }
        if (window.wantsLogits()) {
          wanted.add(row - 1L);
        }
      }
    }
    NDManager scope = parent.newSubManager();
    return new PassArguments(
        scope,
        IValue.listFrom(
            caches.stream().map(GenerationProgram.Cache::handle).toArray(IValue[]::new)),
        vector(scope, ids),
        vector(scope, positions),
        IValue.listFrom(numbers),
        wanted.stream().mapToLong(Long::longValue).toArray());
  }

  NDManager scope() {
    return scope;
  }

  IValue caches() {
    return caches;
  }

  IValue ids() {
    return ids;
  }

  IValue positions() {
    return positions;
  }

  IValue numbers() {
    return numbers;
  }

  /** Rows whose logits are asked for. */
  long[] wanted() {
    return wanted;
  }

  static IValue vector(NDManager scope, long[] values) {
    return IValue.from((PtNDArray) scope.create(values));
  }

  @Override
  public void close() {
    numbers.close();
    positions.close();
    ids.close();
    caches.close();
    scope.close();
  }
}
