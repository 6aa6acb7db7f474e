package io.retort.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.endtoend.Launcher.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The journal of a run directory on this machine, read without the code under test. */
final class JournalSegments {

  // Eight digits of checksum and a space go before each line's JSON.
  private static final int SEAL = 9;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path journal;

  JournalSegments(Path run) {
    this.journal = run.resolve("journal");
  }

  /** Blocks until so many segments are published or the command has ended. */
  void await(int segments, Running running) throws InterruptedException {
    while (running.isAlive() && published().size() < segments) {
      Thread.sleep(20);
    }
  }

  List<Path> published() {
    return files("seg-");
  }

  /** What an attempt was about to publish when it was killed. */
  List<Path> interrupted() {
    return files("_tmp.");
  }

  /** Problem and rollout of every completion in every segment: one that was made twice is twice. */
  List<String> keys() throws IOException {
    List<String> keys = new ArrayList<>();
    for (Path segment : published()) {
      List<String> lines = Files.readAllLines(segment);
      for (String line : lines.subList(1, lines.size())) {
        JsonNode row = JSON.readTree(line.substring(SEAL));
        keys.add(row.path("problem_id").asText() + "/" + row.path("rollout").asInt());
      }
    }
    return keys;
  }

  private List<Path> files(String prefix) {
    if (!Files.isDirectory(journal)) {
      return List.of();
    }
    try (Stream<Path> all =
        Files.find(journal, 2, (path, about) -> path.getFileName().toString().startsWith(prefix))) {
      return all.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // a file was renamed while the folder was read; the caller asks again
    }
  }
}
