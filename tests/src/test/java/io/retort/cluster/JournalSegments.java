package io.retort.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.endtoend.Launcher.Running;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The journal of a run directory, read without the code under test. */
final class JournalSegments {

  // Eight digits of checksum and a space go before each line's JSON.
  private static final int SEAL = 9;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path journal;
  private final FileSystem fs;

  /**
   * The journal of a run.
   *
   * @param run its directory, of any file system
   */
  JournalSegments(String run) throws IOException {
    this.journal = new Path(run, "journal");
    this.fs = journal.getFileSystem(new Configuration());
  }

  /** Blocks until so many segments are published or the command has ended. */
  void await(int segments, Running running) throws IOException, InterruptedException {
    while (running.isAlive() && published().size() < segments) {
      Thread.sleep(20);
    }
  }

  List<Path> published() throws IOException {
    return files("seg-*");
  }

  /** What an attempt was about to publish when it was killed. */
  List<Path> interrupted() throws IOException {
    return files("_tmp.*");
  }

  /** Problem and rollout of every completion in every segment: one that was made twice is twice. */
  List<String> keys() throws IOException {
    List<String> keys = new ArrayList<>();
    for (Path segment : published()) {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(fs.open(segment), StandardCharsets.UTF_8))) {
        for (String line : lines.lines().skip(1).toList()) {
          JsonNode row = JSON.readTree(line.substring(SEAL));
          keys.add(row.path("problem_id").asText() + "/" + row.path("rollout").asInt());
        }
      }
    }
    return keys;
  }

  private List<Path> files(String name) throws IOException {
    try {
      FileStatus[] found = fs.globStatus(new Path(journal, "bucket-*/" + name));
      return found == null ? List.of() : Arrays.stream(found).map(FileStatus::getPath).toList();
    } catch (FileNotFoundException e) {
      return List.of(); // a file was renamed while the folder was read; the caller asks again
    }
  }
}
