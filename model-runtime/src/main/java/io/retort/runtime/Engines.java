package io.retort.runtime;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import io.retort.runtime.batching.BatchStatistics;
import io.retort.runtime.batching.CompletionWindow;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.program.Stage;
import io.retort.runtime.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Opens engines. */
public final class Engines {

  static final String VERSION = "0.1.0";

  private Engines() {}

  /**
   * Loads a Hugging Face checkpoint folder.
   *
   * @throws IllegalArgumentException if the folder is no checkpoint that this runtime can run
   * @throws UncheckedIOException if it cannot be read
   */
  public static io.retort.runtime.Engine load(Path folder, EngineOptions options) {
    Criteria<GenerationRequest, Completion> criteria =
        Criteria.builder()
            .setTypes(GenerationRequest.class, Completion.class)
            .optModelZoo(new CheckpointZoo(options))
            .optArgument(CheckpointZoo.CHECKPOINT, folder)
            .build();
    try {
      return new LoadedEngine(criteria.loadModel());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load checkpoint " + folder, e);
    } catch (ModelNotFoundException | MalformedModelException e) {
      throw new IllegalStateException("cannot load checkpoint " + folder, e);
    }
  }

  /**
   * Checks that a folder can be run, from configuration, headers and tokenizer alone.
   *
   * @throws IllegalArgumentException with one sentence that says what is wrong
   */
  public static void verify(Path folder) {
    Checkpoint.open(folder);
    Tokenizer.open(folder).close();
  }

  /**
   * Checks that a model that can be run can be loaded with these options, as far as its
   * configuration and headers tell.
   *
   * @throws IllegalArgumentException with one sentence that says what is wrong
   */
  public static void verify(Path folder, EngineOptions options) {
    if (options.usesMtp()) {
      Checkpoint.open(folder).withMtp();
    }
  }

  /**
   * Which layers of a checkpoint would lie on which device.
   *
   * @param devices as in {@link EngineOptions}
   * @throws IllegalArgumentException if a device is not there, or there are more than layers
   */
  public static List<Stage> stages(Path folder, List<String> devices) {
    EngineOptions options = new EngineOptions("auto", 1, 1).withDevices(devices);
    return LoadedProgram.stages(Checkpoint.open(folder), options);
  }

  /** GPUs that the native library can use here; 0 with the processor's own library. */
  public static int gpus() {
    return Engine.getEngine("PyTorch").getGpuCount();
  }

  /** SHA-256 over the files of a checkpoint, as lower-case hex. */
  public static String fingerprint(Path folder) {
    return Checkpoint.open(folder).fingerprint();
  }

  private static final class LoadedEngine implements io.retort.runtime.Engine {

    private final CheckpointModel model;
    // Made when it is first asked for: its fingerprint reads the whole checkpoint.
    private Optional<EngineDescription> description = Optional.empty();

    LoadedEngine(ZooModel<GenerationRequest, Completion> zooModel) {
      this.model = (CheckpointModel) zooModel.getWrappedModel();
    }

    @Override
    public List<Integer> prompt(List<ChatMessage> messages) {
      return model.tokenizer().prompt(messages);
    }

    @Override
    public CompletableFuture<Completion> submit(GenerationRequest request, IntConsumer onToken)
        throws InterruptedException {
      return model.batch().submit(request, onToken);
    }

    @Override
    public Iterator<Completion> generate(
        Iterator<GenerationRequest> requests, BooleanSupplier isStopped) {
      return new CompletionWindow(
          requests, model.window(), request -> model.batch().submit(request), isStopped);
    }

    @Override
    public List<Integer> text(String text) {
      return model.tokenizer().sequence(text);
    }

    @Override
    public void scoreEndings(List<PromptEndings> prompts, Consumer<EndingScores> onScored) {
      model.scoreEndings(prompts, onScored);
    }

    @Override
    public BatchStatistics statistics() {
      return model.batch().statistics();
    }

    @Override
    public synchronized EngineDescription description() {
      if (description.isEmpty()) {
        description =
            Optional.of(
                new EngineDescription(
                    model.checkpoint().fingerprint(),
                    VERSION,
                    "PyTorch " + Engine.getEngine("PyTorch").getVersion(),
                    model.device(),
                    cpuModel(),
                    model.dtype()));
      }
      return description.get();
    }

    @Override
    public void close() {
      model.close();
    }
  }

  private static String cpuModel() {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch", "unknown");
    }
    try (java.util.stream.Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch", "unknown"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + info, e);
    }
  }
}
