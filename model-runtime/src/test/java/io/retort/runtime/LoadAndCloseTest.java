package io.retort.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.program.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that loads and closes models stays flat: nothing native is left behind. */
@Tag("slow")
class LoadAndCloseTest {

  private static final Path STATUS = Path.of("/proc/self/status");

  @TempDir private Path folder;

  @Test
  void aHundredModelsLeaveMemoryAsTwentyDid() throws IOException, InterruptedException {
    assumeTrue(Files.isReadable(STATUS), "no " + STATUS + " to read the memory in use from");
    // 8 MB of weights: one model forgotten in ten would show.
    TinyCheckpoint.aCheckpoint().with(config -> config.put("vocab_size", 30_000)).write(folder, 3);

    // A JVM of its own, whose small heap cannot hide what native memory does.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                LoadAndCloseTest.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(Long.parseLong(printed)).as("kB grown over 80 models").isLessThan(40_000);
  }

  /** Prints the growth of anonymous memory from the 20th to the 100th model, in kB. */
  public static void main(String[] arguments) throws IOException {
    Checkpoint checkpoint = Checkpoint.open(Path.of(arguments[0]));
    load(checkpoint, 20);
    long before = anonymousKilobytes();
    load(checkpoint, 80);
    System.out.println(anonymousKilobytes() - before);
  }

  private static void load(Checkpoint checkpoint, int times) {
    for (int i = 0; i < times; i++) {
      Weights weights = List.of(Weights.MAPPED, Weights.PACKED, Weights.INT8).get(i % 3);
      try (Scorer scorer = Scorer.load(checkpoint, new EngineOptions("bfloat16", 4, 1, weights))) {
        scorer.score(List.of(List.of(3, 4, 5, 6)), 0, score -> {});
      }
    }
  }

  private static long anonymousKilobytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
