package io.retort.runtime.batching;

import io.retort.runtime.sampling.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Draws for the sequences of one lane on as many threads as its native calls have: with a large
 * vocabulary drawing costs as much as a layer. Used by one thread at a time.
 */
final class SamplingPool implements AutoCloseable {

  /** Draws for one sequence. */
  interface Draw {
    void of(int sequence, Sampler sampler);
  }

  // Values to look at below which another thread costs more than it saves.
  private static final int WORTH_A_THREAD = 1 << 16;

  private final int vocabulary;
  private final List<Sampler> samplers = new ArrayList<>();
  private final ExecutorService threads;

  SamplingPool(int vocabulary, int threads) {
    this.vocabulary = vocabulary;
    for (int i = 0; i < threads; i++) {
      samplers.add(new Sampler(vocabulary));
    }
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "retort-sampling");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Draws for sequences 0 to count - 1; returns when all are done. */
  void forEach(int count, Draw draw) {
    long values = (long) count * vocabulary;
    int shares = (int) Math.max(1, Math.min(samplers.size(), values / WORTH_A_THREAD));
    List<CompletableFuture<Void>> others = new ArrayList<>();
    for (int share = 1; share < shares; share++) {
      int mine = share;
      others.add(CompletableFuture.runAsync(() -> drawShare(count, mine, shares, draw), threads));
    }
    try {
      drawShare(count, 0, shares, draw);
    } finally {
      others.forEach(SamplingPool::await);
    }
  }

  private void drawShare(int count, int share, int shares, Draw draw) {
    for (int i = share; i < count; i += shares) {
      draw.of(i, samplers.get(share));
    }
  }

  private static void await(CompletableFuture<Void> share) {
    try {
      share.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
