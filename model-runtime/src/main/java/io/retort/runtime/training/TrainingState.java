package io.retort.runtime.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.runtime.checkpoint.SafetensorsWriter;
import io.retort.runtime.checkpoint.TensorFile;
import io.retort.runtime.checkpoint.TensorType;
import io.retort.runtime.program.TrainingProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What training resumes from: weights and both moments in fp32, and the progress, in a folder that
 * is replaced as a whole.
 *
 * @param progress how far training was
 * @param settings the settings it ran under, as text; a resumed run must have the same
 */
record TrainingState(Path folder, TrainingProgress progress, String settings) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROGRESS = "progress.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String FIRST = "first.safetensors";
  private static final String SECOND = "second.safetensors";

  private record Stored(TrainingProgress progress, String settings) {}

  /** Where a run keeps its state. */
  static Path folder(Path run) {
    return run.resolve("state");
  }

  static boolean exists(Path run) {
    return Files.exists(folder(run).resolve(PROGRESS));
  }

  static TrainingState read(Path run) {
    Path folder = folder(run);
    try {
      Stored stored = JSON.readValue(folder.resolve(PROGRESS).toFile(), Stored.class);
      return new TrainingState(folder, stored.progress, stored.settings);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the training state in " + folder + "; remove it to start anew", e);
    }
  }

  Function<String, float[]> weights() {
    return new TensorFile(folder.resolve(WEIGHTS))::floats;
  }

  Function<String, float[]> first() {
    return new TensorFile(folder.resolve(FIRST))::floats;
  }

  Function<String, float[]> second() {
    return new TensorFile(folder.resolve(SECOND))::floats;
  }

  /**
   * Writes beside the old state and then takes its place, so that a crash leaves one whole state.
   */
  static void write(
      Path run,
      Map<String, List<Long>> shapes,
      TrainingProgram training,
      TrainingProgress progress,
      String settings) {
    Path next = run.resolve("state.next");
    try {
      delete(next);
      Files.createDirectories(next);
      tensors(next.resolve(WEIGHTS), shapes, training::weights);
      tensors(next.resolve(FIRST), shapes, training::first);
      tensors(next.resolve(SECOND), shapes, training::second);
      JSON.writeValue(next.resolve(PROGRESS).toFile(), new Stored(progress, settings));
      delete(folder(run));
      Files.move(next, folder(run), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the training state in " + run, e);
    }
  }

  private static void tensors(
      Path file, Map<String, List<Long>> shapes, Function<String, float[]> values) {
    SafetensorsWriter.write(file, shapes, name -> TensorType.F32, values);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
