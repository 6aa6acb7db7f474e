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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A checkpoint's weights and the forward pass over them.
 *
 * <p>{@link Weights} says whether products read the mapped files or a copy. Thread-safe: callers
 * share the weights and bring their own {@link Cache}.
 */
public final class GenerationProgram implements AutoCloseable {

  /** Cached positions come in blocks of so many; block_attention.py attends block by block. */
  public static final int KEY_BLOCK = 64;

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

  /** An empty cache: room for so many sequences of at most so many positions. */
  public Cache newCache(int slots, int positions) {
    int length = wholeBlocks(positions);
    try (IValue rows = IValue.from((long) slots);
        IValue size = IValue.from((long) length)) {
      return new Cache(program.call("new_caches", net, rows, size), slots, length);
    }
  }

  /** Copies the first {@code length} positions of some slots into those of another cache. */
  public void copy(Cache source, int[] slots, Cache target, int[] targetSlots, int length) {
    try (NDManager scope = program.manager().newSubManager();
        IValue from = PassArguments.vector(scope, wide(slots));
        IValue to = PassArguments.vector(scope, wide(targetSlots));
        IValue size = IValue.from((long) length)) {
      program.call("copy_slots", source.handle(), from, target.handle(), to, size).close();
    }
  }

  /** Positions in whole blocks. */
  public static int wholeBlocks(int positions) {
    return (positions + KEY_BLOCK - 1) / KEY_BLOCK * KEY_BLOCK;
  }

  /**
   * Runs the tokens of some windows and writes them to their caches.
   *
   * @param isPrompt whether the tokens were given, rather than generated; they take kernels that
   *     are faster for many rows
   * @return one row of logits, fp32, for each sequence of the windows that want them, in order
   */
  public Logits step(List<Window> windows, boolean isPrompt) {
    try (PassArguments pass =
            PassArguments.of(program.manager(), isPrompt ? alone(windows) : windows);
        IValue prompts = IValue.from(isPrompt);
        IValue wanted = PassArguments.vector(pass.scope(), pass.wanted());
        IValue logits =
            program.call(
                "step",
                net,
                pass.caches(),
                pass.ids(),
                pass.positions(),
                pass.numbers(),
                prompts,
                wanted);
        NDArray array = logits.toTensor((PtNDManager) pass.scope())) {
      return new Logits(array.toFloatArray(), config.vocabularySize());
    }
  }

  /**
   * Runs the tokens of some windows and scores what follows each.
   *
   * @param targets one for each token of the windows, in order
   * @param top how many of the most probable tokens to name
   */
  public TokenScores score(List<Window> windows, int[] targets, int top) {
    try (PassArguments pass = PassArguments.of(program.manager(), alone(windows));
        IValue wanted = PassArguments.vector(pass.scope(), wide(targets));
        IValue count = IValue.from((long) top);
        IValue scores =
            program.call(
                "token_logprobs",
                net,
                pass.caches(),
                pass.ids(),
                pass.positions(),
                pass.numbers(),
                wanted,
                count)) {
      return TokenScores.read(scores, pass.scope(), top);
    }
  }

  /** The same sequences, each a window of its own: how programs attend over prompts. */
  private static List<Window> alone(List<Window> windows) {
    return windows.stream().flatMap(Window::alone).toList();
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

  /** What attention keeps of some sequences; native memory until closed. */
  public static final class Cache implements AutoCloseable {

    private final IValue handle;
    private final int slots;
    private final int length;

    private Cache(IValue handle, int slots, int length) {
      this.handle = handle;
      this.slots = slots;
      this.length = length;
    }

    IValue handle() {
      return handle;
    }

    /** Sequences there is room for. */
    public int slots() {
      return slots;
    }

    /** Positions of one sequence, a multiple of {@link #KEY_BLOCK}. */
    public int length() {
      return length;
    }

    @Override
    public void close() {
      handle.close();
    }
  }
}
