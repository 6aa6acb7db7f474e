package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void writeModel() {
    JobRun synth =
        JobRun.of(new RetortCommand(), "synth", "--like=tiny", "--out=" + folder.resolve("tiny"));
    assertThat(synth.exitCode()).as(synth.err()).isZero();
  }

  @Test
  void everyPhaseIsMeasuredBesideTheLimitOfTheMachine() throws IOException {
    Path json = folder.resolve("bench.json");

    JobRun bench = bench("--batch=1,3", "--prompt-tokens=20", "--runs=3", "--json=" + json);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out())
        .contains("packed weights, 1 threads; this machine reads ")
        .contains("phase     batch   tokens/s   of limit")
        .containsPattern("(?m)^prefill +1 +[0-9.]+ +[0-9]+ %$")
        .containsPattern("(?m)^decode +3 +[0-9.]+ +[0-9]+ %$");
    List<String> phases = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(json.toFile())) {
      phases.add(row.path("phase").asText() + " " + row.path("batch").asInt());
      assertThat(row.path("runs").size()).isEqualTo(3);
      assertThat(row.path("tokens_per_s").asDouble()).isEqualTo(median(row.path("runs")));
      assertThat(row.path("share_of_limit").asDouble())
          .isEqualTo(
              row.path("tokens_per_s").asDouble() / row.path("limit_tokens_per_s").asDouble());
      assertThat(row.path("read_bytes_per_s").asDouble()).isPositive();
      assertThat(row.path("gemm_flop_per_s").asDouble()).isPositive();
    }
    assertThat(phases).containsExactly("prefill 1", "decode 1", "decode 3");
  }

  @Test
  void layersMayBeSharedBySeveralDevices() {
    JobRun bench = bench("--devices=cpu,cpu", "--batch=1", "--prompt-tokens=8", "--runs=1");

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).containsPattern("(?m)^decode +1 +[0-9.]+ +[0-9]+ %$");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --batch=0            | --batch must be at least 1, but was 0
          --prompt-tokens=-1   | --prompt-tokens must be at least 0, but was -1
          --prompt-tokens=9999 | --prompt-tokens must be at most 512, the model's positions, but was 9999
          --new-tokens=0       | --new-tokens must be at least 1, but was 0
          --runs=0             | --runs must be at least 1, but was 0
          --new-tokens=400     | --runs times --new-tokens must leave the model's 512 positions alone, but they take 1236
          --devices=cpu,tpu    | device must be cpu or gpu with a number, such as gpu0, but was 'tpu'
          --weights=4bit       | weights must be mapped, packed or int8, but was '4bit'
          """)
  void wrongOptionsAreAnsweredBeforeTheModelIsLoaded(String option, String message) {
    JobRun bench = bench(option, option.startsWith("--prompt") ? "--runs=1" : "--prompt-tokens=8");

    assertThat(bench.exitCode()).isEqualTo(2);
    assertThat(bench.err()).contains(message);
  }

  private static JobRun bench(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("bench", "--model=" + folder.resolve("tiny"), "--threads=1"));
    arguments.addAll(List.of(options));
    return JobRun.of(new RetortCommand(), arguments.toArray(String[]::new));
  }

  private static double median(JsonNode three) {
    List<Double> sorted = new ArrayList<>();
    three.forEach(value -> sorted.add(value.asDouble()));
    sorted.sort(Double::compare);
    return sorted.get(1);
  }
}
