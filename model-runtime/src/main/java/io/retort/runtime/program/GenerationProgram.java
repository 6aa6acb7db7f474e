package io.retort.runtime.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.DeepseekV3Config;
import io.retort.runtime.checkpoint.TensorEntry;
import io.retort.runtime.sampling.Logits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint's weights and the forward pass over them.
 *
 * <p>Weights are views into the mapped files where their type is the type of arithmetic, else
 * copies made once. Thread-safe: callers share the weights and bring their own {@link Cache}.
 */
public final class GenerationProgram implements AutoCloseable {

  /** Cache positions come in blocks of so many keys; deepseek_v3.py attends block by block. */
  public static final int KEY_BLOCK = 64;

  private final DeepseekV3Config config;
  private final TorchProgram program;
  private final IValue net;

  private GenerationProgram(DeepseekV3Config config, TorchProgram program, IValue net) {
    this.config = config;
    this.program = program;
    this.net = net;
  }

  /**
   * Maps a checkpoint's files and builds the network.
   *
   * @param parent owner of everything native; closing it closes this
   * @param dtype type of arithmetic, "float32" or "bfloat16"
   */
  public static GenerationProgram load(NDManager parent, Checkpoint checkpoint, String dtype) {
    TorchProgram program =
        TorchProgram.load(parent, "Generation", List.of(), "layers.py", "deepseek_v3.py");
    List<IValue> handles = new ArrayList<>();
    try {
      List<Path> files = checkpoint.tensors().stream().map(TensorEntry::file).distinct().toList();
      IValue[] maps = map(program, files, handles);
      List<IValue> names = new ArrayList<>();
      List<PtNDArray> tensors = new ArrayList<>();
      for (TensorEntry tensor : checkpoint.tensors()) {
        names.add(keep(handles, IValue.from(tensor.name())));
        tensors.add(view(program, maps[files.indexOf(tensor.file())], tensor, dtype));
      }
      IValue net =
          program.call(
              "build",
              keep(handles, ProgramConfig.ints(checkpoint.config())),
              keep(handles, ProgramConfig.floats(checkpoint.config())),
              keep(handles, IValue.listFrom(names.toArray(IValue[]::new))),
              keep(handles, IValue.listFrom(tensors.toArray(PtNDArray[]::new))),
              keep(handles, frequencies(program, checkpoint.config())));
      tensors.forEach(NDArray::close);
      return new GenerationProgram(checkpoint.config(), program, net);
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

  private static PtNDArray view(
      TorchProgram program, IValue file, TensorEntry tensor, String dtype) {
    long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    String compute = isExact(tensor.name()) ? "float32" : dtype;
    try (IValue type = IValue.from((long) TorchScriptSource.dtype(tensor.type().dtype()));
        IValue offset = IValue.from(tensor.offset());
        IValue size = IValue.from(tensor.size());
        IValue sizes = IValue.listFrom(shape);
        IValue target = IValue.from((long) TorchScriptSource.dtype(compute));
        IValue view = program.call("view", file, type, offset, size, sizes, target)) {
      return view.toTensor(program.manager());
    }
  }

  /** Whether deepseek_v3.py computes with a tensor in fp32 whatever the type of arithmetic. */
  private static boolean isExact(String name) {
    return name.contains(".self_attn.")
        || name.contains(".mlp.gate.")
        || name.endsWith("norm.weight");
  }

  private static IValue frequencies(TorchProgram program, DeepseekV3Config config) {
    try (NDArray frequencies = program.manager().create(config.rope().inverseFrequencies())) {
      return IValue.from((PtNDArray) frequencies);
    }
  }

  /** Sets the intra-op threads of every native call of this process. */
  public static void useThreads(int threads) {
    JniUtils.setNumThreads(threads);
  }

  public DeepseekV3Config config() {
    return config;
  }

  /** An empty cache for the given number of sequences. */
  public Cache newCache(int sequences, int positions) {
    int capacity = wholeBlocks(positions);
    try (IValue rows = IValue.from((long) sequences);
        IValue size = IValue.from((long) capacity)) {
      return new Cache(program.call("new_caches", net, rows, size), sequences, capacity);
    }
  }

  /**
   * A new cache with the given sequences of this one, in that order (one may stand twice), and room
   * for so many positions. The old cache is closed.
   */
  public Cache select(Cache cache, int[] sequences, int positions) {
    int capacity = Math.max(cache.positions(), wholeBlocks(positions));
    long[] rows = new long[sequences.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = sequences[i];
    }
    try (cache;
        NDManager scope = program.manager().newSubManager();
        IValue index = IValue.from((PtNDArray) scope.create(rows));
        IValue size = IValue.from((long) capacity)) {
      return new Cache(program.call("select", cache.handle(), index, size), rows.length, capacity);
    }
  }

  private static int wholeBlocks(int positions) {
    return (positions + KEY_BLOCK - 1) / KEY_BLOCK * KEY_BLOCK;
  }

  /**
   * Runs tokens of every sequence and writes them to the cache.
   *
   * @param ids one row of equal length per sequence; what stands behind a sequence's last token is
   *     padding
   * @param starts position of each row's first token
   * @param last which token of each row is asked for
   * @return logits after that token, one row of the vocabulary per sequence, fp32
   */
  public Logits step(Cache cache, int[][] ids, int[] starts, int[] last) {
    try (NDManager scope = program.manager().newSubManager();
        IValue tokens = rows(scope, ids);
        IValue first = row(scope, starts);
        IValue asked = row(scope, last);
        IValue logits = program.call("step", net, cache.handle(), tokens, first, asked);
        NDArray array = logits.toTensor((PtNDManager) scope)) {
      return new Logits(array.toFloatArray(), config.vocabularySize());
    }
  }

  /**
   * Natural log-probability of {@code targets[b][t]} after all tokens up to {@code ids[b][t]}, in
   * row order.
   */
  public float[] tokenLogprobs(Cache cache, int[][] ids, int[] starts, int[][] targets) {
    try (NDManager scope = program.manager().newSubManager();
        IValue tokens = rows(scope, ids);
        IValue first = row(scope, starts);
        IValue wanted = rows(scope, targets);
        IValue logprobs =
            program.call("token_logprobs", net, cache.handle(), tokens, first, wanted);
        NDArray array = logprobs.toTensor((PtNDManager) scope)) {
      return array.toFloatArray();
    }
  }

  private static IValue rows(NDManager scope, int[][] rows) {
    int length = rows[0].length;
    long[] flat = new long[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < length; j++) {
        flat[i * length + j] = rows[i][j];
      }
    }
    return IValue.from((PtNDArray) scope.create(flat, new Shape(rows.length, length)));
  }

  private static IValue row(NDManager scope, int[] values) {
    long[] wide = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return IValue.from((PtNDArray) scope.create(wide));
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

  /** The latent vectors of some sequences; native memory until closed. */
  public static final class Cache implements AutoCloseable {

    private final IValue handle;
    private final int sequences;
    private final int positions;

    private Cache(IValue handle, int sequences, int positions) {
      this.handle = handle;
      this.sequences = sequences;
      this.positions = positions;
    }

    private IValue handle() {
      return handle;
    }

    public int sequences() {
      return sequences;
    }

    /** Positions there is room for. */
    public int positions() {
      return positions;
    }

    @Override
    public void close() {
      handle.close();
    }
  }
}
