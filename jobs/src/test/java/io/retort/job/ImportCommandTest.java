package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.benchmark.Problem;
import io.retort.benchmark.published.PublishedBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ROWS =
      """
      {"problem":"What is 3 × 4?","answer":"12","subject":"Arithmetic","level":1,"unique_id":"a/1"}
      {"problem":"What is 1 / 2?","answer":"\\\\frac{1}{2}","subject":"Fractions","level":2,"unique_id":"a/2"}
      """;

  @TempDir private Path folder;
  private Path source;

  @BeforeEach
  void writeSource() throws IOException {
    source = Files.writeString(folder.resolve("test.jsonl"), ROWS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "parquet"})
  void aSweepOpensWhatWasImported(String format) throws IOException {
    Path out = folder.resolve("data/math500." + format);

    JobRun run = imported("math500", "--out=" + out, "--expect=2");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    String sha256 = Benchmark.sha256(Files.readAllBytes(source));
    assertThat(run.out())
        .isEqualTo(
            "problems   2 of math500, 2 subjects, 2 levels\n"
                + "source     1 file, "
                + Files.size(source)
                + " bytes, SHA-256 "
                + sha256
                + "\nfiles      "
                + out
                + ", "
                + out
                + ".source.json\n");
    Benchmark benchmark = Benchmarks.open("canonical", Optional.of(out));
    assertThat(benchmark.name()).isEqualTo("math500");
    assertThat(benchmark.problems())
        .extracting(Problem::target)
        .containsExactly("12", "\\frac{1}{2}");
    JsonNode origin = JSON.readTree(Path.of(out + ".source.json").toFile());
    assertThat(origin.get("benchmark").asText()).isEqualTo("math500");
    assertThat(origin.get("source").asText()).isEqualTo(source.toString());
    assertThat(origin.get("source_files").toString()).isEqualTo("[\"test.jsonl\"]");
    assertThat(origin.get("source_sha256").asText()).isEqualTo(sha256);
    assertThat(origin.get("problems").asInt()).isEqualTo(2);
    assertThat(origin.get("options").asText()).isEqualTo("as published");
    assertThat(origin.get("sha256").asText()).isEqualTo(benchmark.sha256());
  }

  @Test
  void nothingIsWrittenWhenTheCountIsWrong() {
    Path out = folder.resolve("math500.jsonl");

    JobRun run = imported("math500", "--out=" + out);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "import: nothing was run:\n  "
                + source
                + ": must hold 500 (test split) problems, but holds 2; if that is meant, say how many"
                + " with --expect\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void aFileOfYourOwnNeedsAMapping() throws IOException {
    Path out = folder.resolve("mine.jsonl");
    Path mapping =
        Files.writeString(
            folder.resolve("mine.yaml"), "kind: math\nquestion: [problem]\ntarget: [answer]\n");

    JobRun without = imported("mine", "--out=" + out);
    JobRun with = imported("mine", "--out=" + out, "--mapping=" + mapping);

    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).contains("benchmark 'mine' is unknown; known benchmarks: aime24, ");
    assertThat(with.exitCode()).isZero();
    assertThat(Files.readString(out))
        .startsWith("{\"id\":\"mine-0001\",\"question\":\"What is 3 × 4?\",\"target\":\"12\"}\n");
  }

  @Test
  void shuffledOptionsAreSaidToBe() throws IOException {
    source = Files.writeString(folder.resolve("mine.csv"), "q,w,x,y,z,A\n");
    Path out = folder.resolve("mmlu.jsonl");

    JobRun run = imported("mmlu", "--out=" + out, "--expect=1", "--shuffle-options");

    assertThat(run.exitCode()).isZero();
    assertThat(Files.readString(out)).contains("published_letters");
    assertThat(Files.readString(Path.of(out + ".source.json")))
        .contains("\"options\" : \"by hash\"");
  }

  @Test
  void solutionsAreKeptOnDemand() throws IOException {
    source =
        Files.writeString(
            folder.resolve("gsm8k_train.jsonl"),
            "{\"question\":\"1+1?\",\"answer\":\"Two.\\n#### 2\"}\n");
    Path out = folder.resolve("shots.jsonl");

    imported("gsm8k", "--out=" + out, "--expect=1");
    String without = Files.readString(out);
    imported("gsm8k", "--out=" + out, "--expect=1", "--solutions");

    assertThat(without)
        .isEqualTo("{\"id\":\"gsm8k-0001\",\"question\":\"1+1?\",\"target\":\"2\"}\n");
    assertThat(Files.readString(out))
        .isEqualTo(
            "{\"id\":\"gsm8k-0001\",\"question\":\"1+1?\",\"target\":\"2\",\"solution\":\"Two.\\n####"
                + " 2\"}\n");
    assertThat(Files.readString(Path.of(out + ".source.json")))
        .contains("\"solutions\" : \"kept\"");
  }

  @Test
  void theEndingSettlesTheFormat() {
    JobRun run = imported("math500", "--out=" + folder.resolve("math500.csv"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--out must end in .jsonl or .parquet, but is " + folder.resolve("math500.csv"));
  }

  @Test
  void theHelpNamesEveryBenchmark() {
    JobRun help = JobRun.of(new ImportCommand(), "--help");

    assertThat(help.out()).contains(PublishedBenchmark.NAMES);
  }

  private JobRun imported(String name, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = name;
    arguments[1] = "--from=" + source;
    System.arraycopy(more, 0, arguments, 2, more.length);
    return JobRun.of(new ImportCommand(), arguments);
  }
}
