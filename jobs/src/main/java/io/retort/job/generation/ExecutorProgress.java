package io.retort.job.generation;

import java.util.concurrent.atomic.LongAdder;

/** Counts what this executor JVM has finished since it started; read by {@link ProgressPlugin}. */
final class ExecutorProgress {

  private static final LongAdder COMPLETIONS = new LongAdder();
  private static final LongAdder TOKENS = new LongAdder();

  private ExecutorProgress() {}

  static void finished(int tokens) {
    COMPLETIONS.increment();
    TOKENS.add(tokens);
  }

  static ProgressCount count() {
    return new ProgressCount(COMPLETIONS.sum(), TOKENS.sum());
  }
}
