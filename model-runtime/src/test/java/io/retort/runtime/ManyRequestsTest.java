package io.retort.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retort.runtime.checkpoint.TinyCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that serves many requests stays flat. */
@Tag("slow")
class ManyRequestsTest {

  @TempDir private Path folder;

  @Test
  void tenThousandRequestsLeaveMemoryAsTwentyThousandDid() throws Exception {
    assumeTrue(Files.isReadable(OwnJvm.STATUS), "no " + OwnJvm.STATUS + " to read memory from");
    TinyCheckpoint.aCheckpoint().write(folder, 3);

    String printed = OwnJvm.run(ManyRequestsTest.class, folder.toString());

    // The allocators settle by some MB; a kilobyte forgotten of each request would double that.
    assertThat(Long.parseLong(printed)).as("kB grown over 10,000 requests").isLessThan(12_000);
  }

  /** Prints the growth of anonymous memory over 10,000 requests, after 20,000, in kB. */
  public static void main(String[] arguments) throws IOException {
    EngineOptions options = new EngineOptions("bfloat16", 32, 1).withLanes(2);
    try (Engine engine = Engines.load(Path.of(arguments[0]), options)) {
      generate(engine, 0, 20_000);
      long before = OwnJvm.anonymousKilobytes();
      generate(engine, 20_000, 30_000);
      System.out.println(OwnJvm.anonymousKilobytes() - before);
    }
  }

  private static void generate(Engine engine, int from, int to) {
    engine
        .generate(
            IntStream.range(from, to)
                .mapToObj(
                    i ->
                        new GenerationRequest(
                            "p" + i,
                            0,
                            List.of(2 + i % 40, 2 + i / 40 % 40, 3),
                            new SamplingParams(1, 0.95, 1 + i % 8, 5)))
                .iterator(),
            () -> false)
        .forEachRemaining(completion -> {});
  }
}
