package io.retort.runtime.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.sampling.Logits;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A checkpoint's weights and the forward pass over them, on one device or split over several.
 *
 * <p>{@link Weights} says whether products read the mapped files or a copy. Thread-safe: callers
 * share the weights and bring their own {@link Cache}.
 */
public final class GenerationProgram implements AutoCloseable {

  /** Cached positions come in blocks of so many; block_attention.py attends block by block. */
  public static final int KEY_BLOCK = 64;

  // With fewer, threads gain more by sharing each product than by taking rows of their own.
  private static final int SPANS_OF_A_PART = 4;

  // Bytes: caches are fp32 whatever the type of arithmetic (docs/decisions/0002).
  private static final int CACHE_VALUE = 4;

  private static final Pipeline.Observer NOBODY =
      new Pipeline.Observer() {
        @Override
        public void entered(int stage) {}

        @Override
        public void leaving(int stage) {}
      };

  private final ModelConfig config;
  private final List<StageProgram> stages;
  private final Pipeline pipeline;
  private final boolean hasMtp;
  private final int parts;

  private GenerationProgram(
      ModelConfig config, List<StageProgram> stages, Pipeline pipeline, boolean hasMtp, int parts) {
    this.config = config;
    this.stages = stages;
    this.pipeline = pipeline;
    this.hasMtp = hasMtp;
    this.parts = parts;
  }

  /** Loads all layers onto the processor. */
  public static GenerationProgram load(
      NDManager parent, Checkpoint checkpoint, ProgramOptions options) {
    return load(parent, checkpoint, Stage.split(checkpoint, List.of("cpu")), options);
  }

  /**
   * Maps a checkpoint's files and builds the network; with the layer for multi-token prediction if
   * its tensors are among the checkpoint's.
   *
   * @param parent owner of everything native; closing it closes this
   * @param stages all layers, in order
   */
  public static GenerationProgram load(
      NDManager parent, Checkpoint checkpoint, List<Stage> stages, ProgramOptions options) {
    return load(parent, checkpoint, stages, options, NOBODY);
  }

  static GenerationProgram load(
      NDManager parent,
      Checkpoint checkpoint,
      List<Stage> stages,
      ProgramOptions options,
      Pipeline.Observer observer) {
    List<StageProgram> programs = new ArrayList<>();
    try {
      for (Stage stage : stages) {
        programs.add(StageProgram.load(parent, checkpoint, stage, options));
      }
    } catch (RuntimeException e) { // a device may be too small for its stage
      programs.forEach(StageProgram::close);
      throw e;
    }
    return new GenerationProgram(
        checkpoint.config(),
        programs,
        new Pipeline(stages, programs, observer),
        stages.get(stages.size() - 1).hasMtp(),
        stages.stream().allMatch(stage -> stage.device().equals("cpu")) ? options.threads() : 1);
  }

  public ModelConfig config() {
    return config;
  }

  /** Whether it has its layer for multi-token prediction, for {@link #guess}. */
  public boolean hasMtp() {
    return hasMtp;
  }

  /** A cache with room for so many blocks of {@link #KEY_BLOCK} positions. */
  public Cache newCache(int blocks) {
    return new Cache(stages.stream().map(stage -> stage.newCache(blocks)).toList(), blocks);
  }

  /** Copies what some blocks hold onto others. */
  public void copy(Cache cache, int[] source, int[] target) {
    try (NDManager scope = scope();
        IValue from = PassArguments.vector(scope, wide(source));
        IValue to = PassArguments.vector(scope, wide(target))) {
      for (int i = 0; i < stages.size(); i++) {
        stages.get(i).copy(cache.parts().get(i), from, to);
      }
    }
  }

  private NDManager scope() {
    return stages.get(0).manager().newSubManager();
  }

  /** How many blocks hold so many positions. */
  public static int blocks(int positions) {
    return (positions + KEY_BLOCK - 1) / KEY_BLOCK;
  }

  /**
   * Bytes of one block of a cache, all layers together, perhaps that for multi-token prediction.
   */
  public static long blockBytes(ModelConfig config, boolean hasMtp) {
    return blockBytes(config, config.layers(), hasMtp);
  }

  static long blockBytes(ModelConfig config, int layers, boolean hasMtp) {
    // Of each position that layer keeps what any other does and what the head has read.
    long mtp = hasMtp ? config.cacheSize() + config.hiddenSize() : 0;
    return (layers * (long) config.cacheSize() + mtp) * CACHE_VALUE * KEY_BLOCK;
  }

  /**
   * Runs the tokens of some spans and writes them to the cache.
   *
   * @param spans of different sequences
   * @param isPrompt whether the tokens were given, rather than generated; they take kernels that
   *     are faster for many rows
   * @return one row of logits, fp32, for each token that wants them, in order of the spans
   */
  public Logits step(Cache cache, List<Span> spans, boolean isPrompt) {
    double[] temperatures =
        spans.stream()
            .flatMapToDouble(span -> DoubleStream.generate(span::temperature).limit(span.logits()))
            .toArray();
    float[] inverse = new float[temperatures.length];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = (float) (1 / temperatures[i]);
    }
    try (PassArguments pass = pass(spans, isPrompt);
        IValue wanted = PassArguments.vector(pass.scope(), pass.wanted());
        IValue heat = IValue.from((PtNDArray) pass.scope().create(inverse));
        IValue result = step(cache, pass, wanted, heat)) {
      IValue[] parts = result.toIValueTuple();
      try (IValue first = parts[0];
          IValue second = parts[1];
          NDArray logits = first.toTensor((PtNDManager) pass.scope());
          NDArray sums = second.toTensor((PtNDManager) pass.scope())) {
        return new Logits(
            values((PtNDArray) logits),
            config.vocabularySize(),
            values((PtNDArray) sums),
            temperatures);
      }
    }
  }

  private PassArguments pass(List<Span> spans, boolean isPrompt) {
    return PassArguments.of(
        scope(), spans, isPrompt, spans.size() < SPANS_OF_A_PART * parts ? 1 : parts);
  }

  private IValue step(Cache cache, PassArguments pass, IValue wanted, IValue heat) {
    if (!hasMtp) {
      return pipeline.run("step", cache.parts(), pass, wanted, heat);
    }
    try (IValue previous = PassArguments.vector(pass.scope(), pass.previous())) {
      return pipeline.run("followed_step", cache.parts(), pass, wanted, heat, pass.ids(), previous);
    }
  }

  /**
   * Guesses by the layer for multi-token prediction what follows the tokens of some spans. What it
   * writes to the cache is only of use to further guesses; {@link #step} replaces it.
   *
   * @param spans of different sequences, one token each: the one behind those that {@link #step}
   *     has run, or behind one that was guessed from
   * @return the most probable token after each, in order
   */
  public Guesses guess(Cache cache, List<Span> spans) {
    try (PassArguments pass = pass(spans, false);
        IValue wanted = PassArguments.vector(pass.scope(), pass.wanted());
        IValue previous = PassArguments.vector(pass.scope(), pass.previous());
        IValue result = pipeline.runLast("guess", cache.parts(), pass, wanted, previous)) {
      IValue[] parts = result.toIValueTuple();
      try (IValue first = parts[0];
          IValue second = parts[1];
          NDArray tokens = first.toTensor((PtNDManager) pass.scope());
          NDArray logprobs = second.toTensor((PtNDManager) pass.scope())) {
        return new Guesses(tokens.toLongArray(), logprobs.toFloatArray());
      }
    }
  }

  /**
   * Runs the tokens of some spans and scores what follows each.
   *
   * @param targets one for each token of the spans, in order
   * @param top how many of the most probable tokens to name
   */
  public TokenScores score(Cache cache, List<Span> spans, int[] targets, int top) {
    try (PassArguments pass = pass(spans, true);
        IValue wanted = PassArguments.vector(pass.scope(), wide(targets));
        IValue count = IValue.from((long) top);
        IValue scores = pipeline.run("token_logprobs", cache.parts(), pass, wanted, count)) {
      return TokenScores.read(scores, pass.scope(), top);
    }
  }

  /** Read where they lie, without a copy outside the heap. */
  private static float[] values(PtNDArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
    return values;
  }

  private static long[] wide(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  @Override
  public void close() {
    stages.forEach(StageProgram::close);
  }

  /** Tokens that may follow, with their log-probabilities by what guessed them. */
  public static final class Guesses {

    private final long[] tokens;
    private final float[] logprobs;

    private Guesses(long[] tokens, float[] logprobs) {
      this.tokens = tokens;
      this.logprobs = logprobs;
    }

    public int token(int span) {
      return (int) tokens[span];
    }

    public float logprob(int span) {
      return logprobs[span];
    }
  }

  /** What attention keeps of the sequences that run; native memory until closed. */
  public static final class Cache implements AutoCloseable {

    private final List<IValue> parts;
    private final int blocks;

    private Cache(List<IValue> parts, int blocks) {
      this.parts = parts;
      this.blocks = blocks;
    }

    /** Of each stage. */
    List<IValue> parts() {
      return parts;
    }

    /** Blocks there are, numbered from 0. */
    public int blocks() {
      return blocks;
    }

    @Override
    public void close() {
      parts.forEach(IValue::close);
    }
  }
}
