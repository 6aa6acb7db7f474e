package io.retort.runtime.program;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the processor can do at most with so many threads, measured: the two sides of the roofline
 * (Williams et al. 2009).
 *
 * @param readBytesPerSecond reading memory that no cache holds
 * @param operationsPerSecond multiplications and additions of one large matrix product in the type
 *     of arithmetic
 */
public record MachineLimits(double readBytesPerSecond, double operationsPerSecond) {

  // 512 MB, many times what a processor's caches hold.
  private static final long READ_SIZE = 128L << 20;
  private static final int ROWS = 1024;
  private static final int COLUMNS = 4096;
  private static final int RUNS = 7;

  /** Measures for about two seconds; the best of several runs counts. */
  public static MachineLimits measure(NDManager parent, String dtype, int threads) {
    TorchProgram program = TorchProgram.load(parent, "Machine", List.of(), "machine.py", threads);
    try (IValue size = IValue.from(READ_SIZE);
        IValue buffer = program.call("buffer", size);
        IValue type = IValue.from((long) TorchScriptSource.dtype(dtype));
        IValue rows = IValue.from((long) ROWS);
        IValue columns = IValue.from((long) COLUMNS);
        IValue x = program.call("matrix", rows, columns, type);
        IValue weight = program.call("matrix", columns, columns, type)) {
      double readSeconds = best(() -> program.call("read", buffer));
      double multiplySeconds = best(() -> program.call("multiply", x, weight));
      return new MachineLimits(
          READ_SIZE * Float.BYTES / readSeconds, 2.0 * ROWS * COLUMNS * COLUMNS / multiplySeconds);
    } finally {
      program.close();
    }
  }

  private static double best(Supplier<IValue> call) {
    double best = Double.POSITIVE_INFINITY;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      call.get().close();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }
}
