package io.retort.job;

import io.retort.job.config.InvalidInputException;
import io.retort.runtime.checkpoint.ModelSize;
import io.retort.runtime.checkpoint.TensorType;
import io.retort.runtime.synthesis.Presets;
import io.retort.runtime.synthesis.SyntheticCheckpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checkpoints of random weights. No Spark. */
@Command(
    name = "synth",
    description = "Writes a checkpoint of random weights in a given shape, for tests of speed.",
    footer = {
      "",
      "Shapes by name:",
      "  tiny               0.2 M parameters, for tests",
      "  small-moe          1.26 B, 0.26 B of them active: DeepSeek-V3's form on a small machine",
      "  long-context       narrow, with YaRN to 131,072 positions",
      "  deepseek-v3-layer  a dense and an expert layer of DeepSeek-V3's width: 27 GB in bfloat16",
      "or a config.json, or a folder with one. Weights are normal with standard deviation 0.02,",
      "norms 1, biases 0; the same seed gives the same bytes on any machine. There is no tokenizer:",
      "generate, score and bench take token ids.",
      "",
      "Example:",
      "  retort synth --like small-moe --out models/small-moe"
    })
public final class SynthCommand implements Callable<Integer> {

  private static final int THREADS = 2;

  @Option(
      names = "--like",
      required = true,
      paramLabel = "NAME|CONFIG",
      description = "Name of a shape, a config.json, or a folder with one.")
  private String like = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write; must not exist, or be empty.")
  private Path out = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of the weights; ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "bfloat16",
      description = "bfloat16 or float32; ${DEFAULT-VALUE}.")
  private String dtype = "";

  @Option(
      names = "--shard-bytes",
      paramLabel = "N",
      defaultValue = "5000000000",
      description = "Most bytes of one file; ${DEFAULT-VALUE}.")
  private long shardBytes;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SyntheticCheckpoint checkpoint;
    Path folder = out.toAbsolutePath().normalize();
    try {
      checkpoint = checkpoint();
      requireRoom(folder, checkpoint.bytes());
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    long start = System.nanoTime();
    try (NewFolder part = NewFolder.beside(folder)) {
      ByteProgress progress =
          new ByteProgress(RetortCommand.lineOf(spec).getErr(), checkpoint.bytes());
      checkpoint.write(part.path(), seed, shardBytes, THREADS, progress::add);
      progress.end();
      part.publish();
    }
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    print.printf(
        Locale.ROOT,
        "%s parameters, %s, in %s (%s)%n",
        Quantities.count(ModelSize.of(checkpoint.model()).parameters()),
        Quantities.bytes(checkpoint.bytes()),
        out,
        Quantities.seconds(System.nanoTime() - start));
    print.flush();
    return ExitCode.DONE;
  }

  private SyntheticCheckpoint checkpoint() throws IOException {
    TensorType type =
        switch (dtype) {
          case "bfloat16" -> TensorType.BF16;
          case "float32" -> TensorType.F32;
          default ->
              throw new IllegalArgumentException(
                  "--dtype must be bfloat16 or float32, but was '" + dtype + "'");
        };
    if (shardBytes < 1) {
      throw new IllegalArgumentException("--shard-bytes must be at least 1, but was " + shardBytes);
    }
    Optional<String> preset = Presets.find(like);
    if (preset.isPresent()) {
      return SyntheticCheckpoint.of(preset.get(), like, type);
    }
    Path config = Files.isDirectory(Path.of(like)) ? Path.of(like, "config.json") : Path.of(like);
    if (!Files.isRegularFile(config)) {
      throw new IllegalArgumentException(
          "--like must be one of "
              + String.join(", ", Presets.NAMES)
              + ", or a config.json, but was '"
              + like
              + "'");
    }
    return SyntheticCheckpoint.of(Files.readString(config), config.toString(), type);
  }

  /** A folder that can be written, on a disk that has the room. */
  private static void requireRoom(Path folder, long bytes) throws IOException {
    Path parent = NewFolder.requireFree(folder);
    long free = Files.getFileStore(parent).getUsableSpace();
    if (free < bytes) {
      throw new IllegalArgumentException(
          "the weights take "
              + Quantities.bytes(bytes)
              + ", but the disk of "
              + parent
              + " has "
              + Quantities.bytes(free)
              + " left");
    }
  }
}
