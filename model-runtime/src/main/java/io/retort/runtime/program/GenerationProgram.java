package io.retort.runtime.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.checkpoint.TensorEntry;
import io.retort.runtime.sampling.Logits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A checkpoint's weights and the forward pass over them.
 *
 * <p>{@link Weights} says whether products read the mapped files or a copy. Thread-safe: callers
 * share the weights and bring their own {@link Cache}.
 */
public final class GenerationProgram implements AutoCloseable {

  /** Cached positions come in blocks of so many; block_attention.py attends block by block. */
  public static final int KEY_BLOCK = 64;

  // Bytes: caches are fp32 whatever the type of arithmetic (docs/decisions/0002).
  private static final int CACHE_VALUE = 4;

  private final ModelConfig config;
  private final TorchProgram program;
  private final IValue net;

  private GenerationProgram(ModelConfig config, TorchProgram program, IValue net) {
    this.config = config;
    this.program = program;
    this.net = net;
  }

  /**
   * Maps a checkpoint's files and builds the network.
   *
   * @param parent owner of everything native, on the device to use; closing it closes this
   */
  public static GenerationProgram load(
      NDManager parent, Checkpoint checkpoint, ProgramOptions options) {
    ModelConfig config = checkpoint.config();
    TorchProgram program =
        TorchProgram.load(
            parent, "Generation", List.of(), config.modelType() + ".py", options.threads());
    List<IValue> handles = new ArrayList<>();
    try {
      List<Path> files = checkpoint.tensors().stream().map(TensorEntry::file).distinct().toList();
      IValue[] maps = map(program, files, handles);
      List<IValue> names = new ArrayList<>();
      List<PtNDArray> tensors = new ArrayList<>();
      for (TensorEntry tensor : checkpoint.tensors()) {
        names.add(keep(handles, IValue.from(tensor.name())));
        tensors.add(view(program, maps[files.indexOf(tensor.file())], tensor));
      }
      IValue net =
          program.callForking(
              "build",
              keep(handles, ProgramConfig.integers(config, options)),
              keep(handles, ProgramConfig.numbers(config)),
              keep(handles, IValue.listFrom(names.toArray(IValue[]::new))),
              keep(handles, IValue.listFrom(tensors.toArray(PtNDArray[]::new))),
              keep(handles, frequencies(program, config)));
      tensors.forEach(NDArray::close);
      return new GenerationProgram(config, program, net);
    } finally {
      handles.forEach(IValue::close);
    }
  }

  private static IValue[] map(TorchProgram program, List<Path> files, List<IValue> handles) {
    IValue[] paths = new IValue[files.size()];
    long[] sizes = new long[files.size()];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = keep(handles, IValue.from(files.get(i).toAbsolutePath().toString()));
      sizes[i] = size(files.get(i));
    }
    IValue list =
        keep(
            handles,
            program.call(
                "map_files",
                keep(handles, IValue.listFrom(paths)),
                keep(handles, IValue.listFrom(sizes))));
    IValue[] maps = list.toIValueArray();
    handles.addAll(List.of(maps));
    return maps;
  }

  private static PtNDArray view(TorchProgram program, IValue file, TensorEntry tensor) {
    long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    try (IValue type = IValue.from((long) TorchScriptSource.dtype(tensor.type().dtype()));
        IValue offset = IValue.from(tensor.offset());
        IValue size = IValue.from(tensor.size());
        IValue sizes = IValue.listFrom(shape);
        IValue device = IValue.from(program.device());
        IValue view = program.call("view", file, type, offset, size, sizes, device)) {
      return view.toTensor(program.manager());
    }
  }

  private static IValue frequencies(TorchProgram program, ModelConfig config) {
    try (NDArray frequencies = program.manager().create(config.rope().inverseFrequencies())) {
      return IValue.from((PtNDArray) frequencies);
    }
  }

  public ModelConfig config() {
    return config;
  }

  /** A cache with room for so many blocks of {@link #KEY_BLOCK} positions. */
  public Cache newCache(int blocks) {
    try (IValue count = IValue.from((long) blocks)) {
      return new Cache(program.call("new_cache", net, count), blocks);
    }
  }

  /** Copies what some blocks hold onto others. */
  public void copy(Cache cache, int[] source, int[] target) {
    try (NDManager scope = program.manager().newSubManager();
        IValue from = PassArguments.vector(scope, wide(source));
        IValue to = PassArguments.vector(scope, wide(target))) {
      program.call("copy", cache.handle(), from, to).close();
    }
  }

  /** How many blocks hold so many positions. */
  public static int blocks(int positions) {
    return (positions + KEY_BLOCK - 1) / KEY_BLOCK;
  }

  /** Bytes of one block of a cache, all layers together. */
  public static long blockBytes(ModelConfig config) {
    return (long) config.layers() * config.cacheSize() * CACHE_VALUE * KEY_BLOCK;
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
    try (PassArguments pass = PassArguments.of(program.manager(), spans, isPrompt);
        IValue prompts = IValue.from(isPrompt);
        IValue wanted = PassArguments.vector(pass.scope(), pass.wanted());
        IValue heat = IValue.from((PtNDArray) pass.scope().create(inverse));
        IValue result =
            program.call(
                "step",
                net,
                cache.handle(),
                pass.ids(),
                pass.positions(),
                pass.places(),
                pass.windows(),
                pass.blocks(),
                pass.opened(),
                prompts,
                wanted,
                heat)) {
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

  /**
   * Runs the tokens of some spans and scores what follows each.
   *
   * @param targets one for each token of the spans, in order
   * @param top how many of the most probable tokens to name
   */
  public TokenScores score(Cache cache, List<Span> spans, int[] targets, int top) {
    try (PassArguments pass = PassArguments.of(program.manager(), spans, true);
        IValue wanted = PassArguments.vector(pass.scope(), wide(targets));
        IValue count = IValue.from((long) top);
        IValue scores =
            program.call(
                "token_logprobs",
                net,
                cache.handle(),
                pass.ids(),
                pass.positions(),
                pass.places(),
                pass.windows(),
                pass.blocks(),
                pass.opened(),
                wanted,
                count)) {
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

  private static IValue keep(List<IValue> handles, IValue value) {
    handles.add(value);
    return value;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the size of " + file, e);
    }
  }

  @Override
  public void close() {
    net.close();
    program.close();
  }

  /** What attention keeps of the sequences that run; native memory until closed. */
  public static final class Cache implements AutoCloseable {

    private final IValue handle;
    private final int blocks;

    private Cache(IValue handle, int blocks) {
      this.handle = handle;
      this.blocks = blocks;
    }

    IValue handle() {
      return handle;
    }

    /** Blocks there are, numbered from 0. */
    public int blocks() {
      return blocks;
    }

    @Override
    public void close() {
      handle.close();
    }
  }
}
