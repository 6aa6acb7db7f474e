package io.retort.runtime.program;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.checkpoint.TensorEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A stage's weights on its device, and the calls that passes make of them. Thread-safe. */
final class StageProgram implements AutoCloseable {

  private final NDManager manager;
  private final TorchProgram program;
  private final IValue net;

  private StageProgram(NDManager manager, TorchProgram program, IValue net) {
    this.manager = manager;
    this.program = program;
    this.net = net;
  }

  /** Maps the files and builds the stage's part of the network. */
  static StageProgram load(
      NDManager parent, Checkpoint checkpoint, Stage stage, ProgramOptions wanted) {
    ModelConfig config = checkpoint.config();
    ProgramOptions options = wanted.on(stage.device());
    NDManager manager = parent.newSubManager(Device.fromName(stage.device()));
    TorchProgram program =
        TorchProgram.load(
            manager, "Generation", List.of(), config.modelType() + ".py", options.threads());
    List<IValue> handles = new ArrayList<>();
    try {
      List<Path> files = stage.tensors().stream().map(TensorEntry::file).distinct().toList();
      IValue[] maps = map(program, files, handles);
      List<IValue> names = new ArrayList<>();
      List<PtNDArray> tensors = new ArrayList<>();
      for (TensorEntry tensor : stage.tensors()) {
        names.add(keep(handles, IValue.from(tensor.name())));
        tensors.add(view(program, maps[files.indexOf(tensor.file())], tensor));
      }
      IValue net =
          program.callForking(
              "build",
              keep(handles, ProgramConfig.integers(config, stage, options)),
              keep(handles, ProgramConfig.numbers(config)),
              keep(handles, IValue.listFrom(names.toArray(IValue[]::new))),
              keep(handles, IValue.listFrom(tensors.toArray(PtNDArray[]::new))),
              keep(handles, frequencies(program, config)));
      tensors.forEach(NDArray::close);
      return new StageProgram(manager, program, net);
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

  /** What passes' arguments and results live under. */
  NDManager manager() {
    return program.manager();
  }

  /** The part of a cache that belongs to its layers, on its device. */
  IValue newCache(int blocks) {
    try (IValue count = IValue.from((long) blocks)) {
      return program.call("new_cache", net, count);
    }
  }

  /** Copies blocks of that part onto others. */
  void copy(IValue cache, IValue source, IValue target) {
    program.call("copy", cache, source, target).close();
  }

  /**
   * Runs its part of a pass.
   *
   * @param entering the ids of the pass, or what the stage before returned
   * @param more arguments that the method takes behind those of every pass
   */
  IValue call(String method, IValue cache, IValue entering, PassArguments pass, IValue... more) {
    IValue[] arguments =
        Stream.of(new IValue[] {net, cache, entering}, pass.rest(), more)
            .flatMap(Stream::of)
            .toArray(IValue[]::new);
    return pass.isForking()
        ? program.callForking(method, arguments)
        : program.call(method, arguments);
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
    manager.close();
  }
}
