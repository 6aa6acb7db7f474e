package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The files of a command that reads rows and writes rows, in a folder of their own. */
record RowFiles(Path in, Path out) {

  static final JsonMapper JSON = new JsonMapper();

  static RowFiles in(Path folder) {
    return new RowFiles(folder.resolve("in.jsonl"), folder.resolve("out.jsonl"));
  }

  /** The checkpoint that comes with retort. */
  static Path teacher() {
    return root().resolve("model-runtime/models/retort-teacher");
  }

  /** A file of the reference values beside the project; without it the test is skipped. */
  static Path shared(String name) {
    Path path = root().resolve("../shared").resolve(name).normalize();
    assumeTrue(Files.exists(path), () -> path + " is not there, so nothing is compared with it");
    return path;
  }

  private static Path root() {
    return Path.of(System.getProperty("retort.root", ".."));
  }

  RowFiles write(String... rows) throws IOException {
    return write(Arrays.asList(rows));
  }

  RowFiles write(List<String> rows) throws IOException {
    Files.write(in, rows);
    return this;
  }

  /** Runs a subcommand on the files, which must succeed, and reads what it wrote. */
  List<JsonNode> run(String command, Path model, String... options) throws IOException {
    JobRun run = start(command, model, options);
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  JobRun start(String command, Path model, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--model",
                model.toString(),
                "--in",
                in.toString(),
                "--out",
                out.toString()));
    arguments.addAll(List.of(options));
    return JobRun.of(new RetortCommand(), arguments.toArray(String[]::new));
  }

  /** Runs a subcommand that must refuse the input for one reason, and write nothing. */
  String refusal(String command, Path model, String... options) {
    JobRun run = start(command, model, options);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(out).doesNotExist();
    String first = "retort " + command + ": nothing was run:\n  ";
    assertThat(run.err()).startsWith(first);
    return run.err().substring(first.length()).strip();
  }
}
