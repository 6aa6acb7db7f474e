package io.retort.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher.Ended;
import io.retort.endtoend.Launcher.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C and kill, while PyTorch is at work. */
@Tag("slow")
class SignalTest {

  private static final String MODEL =
      Launcher.root().resolve("model-runtime/models/retort-teacher").toString();

  @TempDir Path folder;

  // Several times each, since whether a native call runs at that moment is a matter of chance:
  // before there was a hook, two of three runs died of SIGSEGV.
  @ParameterizedTest
  @CsvSource({"TERM, 143", "TERM, 143", "INT, 130"})
  void aSignalEndsGenerateWithItsExitCodeAndLeavesNothingBehind(String signal, int exitCode)
      throws Exception {
    Path rows = Files.writeString(folder.resolve("rows.jsonl"), rows(400));
    Running generate =
        start(
            "generate",
            "--threads",
            "1",
            "--model",
            MODEL,
            "--in",
            rows.toString(),
            "--out",
            folder.resolve("completions.jsonl").toString());
    awaitProgress(generate);

    Ended ended = send(signal, generate);

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
    assertThat(files()).noneMatch(name -> name.startsWith("hs_err"));
    assertThat(files()).noneMatch(name -> name.startsWith("core"));
    assertThat(files()).noneMatch(name -> name.contains("completions.jsonl"));
  }

  @Test
  void aSignalEndsALocalSweepAndWhatWasFinishedIsPublished() throws Exception {
    Path run = folder.resolve("run");
    Running sweep =
        start(
            "sweep",
            "--run",
            run.toString(),
            "--set",
            "journal.rows_per_segment=100000",
            "--set",
            "journal.seconds_per_segment=86400");
    awaitProgress(sweep);
    assertThat(segments(run)).as("published before the signal").isEmpty();

    Ended ended = send("TERM", sweep);

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(143);
    assertThat(files()).noneMatch(name -> name.startsWith("hs_err"));
    assertThat(segments(run)).as("published after it").isNotEmpty();
  }

  /** Starts retort with Ctrl-C as on a terminal: a background job's children ignore it. */
  private Running start(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("env", "--default-signal=INT", Launcher.root().resolve("retort").toString()));
    command.addAll(List.of(arguments));
    return Launcher.start(folder, Map.of("RETORT_JAVA_OPTS", "-Dretort.terminal=true"), command);
  }

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"id\": \"%d\", \"text\": \"What is %d + 17?\"}\n".formatted(i, i))
        .collect(Collectors.joining());
  }

  /** Blocks until the progress line says that something is finished. */
  private static void awaitProgress(Running running) throws InterruptedException {
    while (!running.errSoFar().matches("(?s).*[1-9][0-9,]* of [0-9,]+ (rows|completions) \\(.*")) {
      assertThat(running.isAlive()).as(running.errSoFar()).isTrue();
      Thread.sleep(20);
    }
  }

  private static Ended send(String signal, Running running) throws Exception {
    String pid = Long.toString(running.process().pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    return running.await();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static List<Path> segments(Path run) throws IOException {
    if (!Files.isDirectory(run.resolve("journal"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(run.resolve("journal"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("seg-")).toList();
    }
  }
}
