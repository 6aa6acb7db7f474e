package io.retort.runtime;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.MachineLimits;
import io.retort.runtime.program.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures how fast a loaded checkpoint reads prompts and decodes. Not thread-safe.
 *
 * <p>Every sequence has random tokens of its own: with equal tokens all would choose the same
 * experts, and a step would read a fraction of the weights that real work reads.
 */
public final class SpeedTest implements AutoCloseable {

  // Positions in the cache when decoding starts.
  private static final int CONTEXT = 32;
  private static final int WARM_UP_STEPS = 4;

  private final LoadedProgram loaded;
  private final ModelConfig config;
  private final MachineLimits limits;
  private final Roofline roofline;
  private final SplittableRandom random;

  private SpeedTest(
      LoadedProgram loaded,
      ModelConfig config,
      MachineLimits limits,
      Roofline roofline,
      long seed) {
    this.loaded = loaded;
    this.config = config;
    this.limits = limits;
    this.roofline = roofline;
    this.random = new SplittableRandom(seed);
  }

  /** Loads a checkpoint, and measures the machine beside it. */
  public static SpeedTest load(Checkpoint checkpoint, EngineOptions options, long seed) {
    LoadedProgram loaded = LoadedProgram.of(checkpoint, options);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      MachineLimits limits = MachineLimits.measure(manager, loaded.dtype(), options.threads());
      Roofline roofline =
          Roofline.of(checkpoint.config(), loaded.dtype(), options.weights(), limits);
      return new SpeedTest(loaded, checkpoint.config(), limits, roofline, seed);
    }
  }

  /** What the machine can do at most. */
  public MachineLimits limits() {
    return limits;
  }

  /** The type of arithmetic in use. */
  public String dtype() {
    return loaded.dtype();
  }

  /** Positions that decoding takes, which must not be more than the model's. */
  public static long positions(int tokens, int runs) {
    return CONTEXT + WARM_UP_STEPS + (long) runs * tokens;
  }

  /**
   * Reads one prompt of so many random tokens, {@code runs} times after one that is not counted.
   */
  public Speed prefill(int tokens, int runs) {
    List<Double> rates = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      int[] prompt = randomTokens(tokens);
      try (GenerationProgram.Cache cache = newCache(1, tokens)) {
        long start = System.nanoTime();
        loaded.program().step(cache, List.of(Span.of(prompt, 0, 0, 1)), true);
        if (run > 0) {
          rates.add(tokens * 1e9 / (System.nanoTime() - start));
        }
      }
    }
    return new Speed("prefill", 1, rates, roofline.prefill());
  }

  /** Decodes so many tokens of each of {@code sequences}, {@code runs} times. */
  public Speed decode(int sequences, int tokens, int runs) {
    int positions = Math.toIntExact(positions(tokens, runs));
    List<Double> rates = new ArrayList<>();
    try (GenerationProgram.Cache cache = newCache(sequences, positions)) {
      int blocks = GenerationProgram.blocks(positions);
      for (int sequence = 0; sequence < sequences; sequence++) {
        int[] context = randomTokens(CONTEXT);
        loaded.program().step(cache, List.of(Span.of(context, 0, sequence * blocks, 0)), true);
      }
      int position = steps(cache, sequences, CONTEXT, WARM_UP_STEPS);
      for (int run = 0; run < runs; run++) {
        long start = System.nanoTime();
        position = steps(cache, sequences, position, tokens);
        rates.add((double) sequences * tokens * 1e9 / (System.nanoTime() - start));
      }
    }
    return new Speed("decode", sequences, rates, roofline.decode(sequences));
  }

  private GenerationProgram.Cache newCache(int sequences, int positions) {
    return loaded.program().newCache(sequences * GenerationProgram.blocks(positions));
  }

  /** Runs so many decode steps of all sequences; returns the next position. */
  private int steps(GenerationProgram.Cache cache, int sequences, int position, int count) {
    int blocks = cache.blocks() / sequences;
    for (int step = 0; step < count; step++) {
      List<Span> spans = new ArrayList<>();
      for (int sequence = 0; sequence < sequences; sequence++) {
        spans.add(Span.of(randomTokens(1), position + step, sequence * blocks, 1));
      }
      loaded.program().step(cache, spans, false);
    }
    return position + count;
  }

  private int[] randomTokens(int count) {
    return random.ints(count, 0, config.vocabularySize()).toArray();
  }

  @Override
  public void close() {
    loaded.close();
  }

  /**
   * What one phase reached.
   *
   * @param phase "prefill" or "decode"
   * @param batch sequences at a time
   * @param runs tokens per second of each run
   * @param limit tokens per second that the machine's bandwidth and arithmetic allow
   */
  public record Speed(String phase, int batch, List<Double> runs, double limit) {

    public Speed {
      runs = List.copyOf(runs);
    }

    /** The median of the runs. */
    public double tokensPerSecond() {
      List<Double> sorted = runs.stream().sorted().toList();
      int middle = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(middle)
          : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** How much of the limit was reached, 0 to about 1. */
    public double shareOfLimit() {
      return tokensPerSecond() / limit;
    }
  }
}
