package io.retort.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.program.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that loads and closes models stays flat: nothing native is left behind. */
@Tag("slow")
class LoadAndCloseTest {

  @TempDir private Path folder;

  @Test
  void aHundredModelsLeaveMemoryAsTwentyDid() throws IOException, InterruptedException {
    assumeTrue(
        Files.isReadable(OwnJvm.STATUS), "no " + OwnJvm.STATUS + " to read the memory in use from");
    // 8 MB of weights: one model forgotten in ten would show.
    TinyCheckpoint.aCheckpoint().with(config -> config.put("vocab_size", 30_000)).write(folder, 3);

    String printed = OwnJvm.run(LoadAndCloseTest.class, folder.toString());

    assertThat(Long.parseLong(printed)).as("kB grown over 80 models").isLessThan(40_000);
  }

  /** Prints the growth of anonymous memory from the 20th to the 100th model, in kB. */
  public static void main(String[] arguments) throws IOException {
    Checkpoint checkpoint = Checkpoint.open(Path.of(arguments[0]));
    load(checkpoint, 20);
    long before = OwnJvm.anonymousKilobytes();
    load(checkpoint, 80);
    System.out.println(OwnJvm.anonymousKilobytes() - before);
  }

  private static void load(Checkpoint checkpoint, int times) {
    for (int i = 0; i < times; i++) {
      Weights weights = List.of(Weights.MAPPED, Weights.PACKED, Weights.INT8).get(i % 3);
      try (Scorer scorer = Scorer.load(checkpoint, new EngineOptions("bfloat16", 4, 1, weights))) {
        scorer.score(List.of(List.of(3, 4, 5, 6)), 0, score -> {});
      }
    }
  }
}
