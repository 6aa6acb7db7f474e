package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double PERCENT = 1e-7; // relative 1e-9

  /** The reference solved for these to 2e-7 only; MinimumDetectableEffectTest has more digits. */
  private static final Map<String, Double> LOOSER_PERCENT = Map.of("noncentral_t", 2e-5);

  private static final Set<String> NO_FUNCTIONS =
      Set.of("distributions", "made_with", "tolerance_relative");

  @TempDir private Path folder;

  @Test
  void everyRowOfTheReferenceIsReproduced() throws IOException {
    Path golden =
        Path.of(System.getProperty("retort.root", "."))
            .resolveSibling("shared/golden/statistics/golden.json");
    assumeTrue(Files.exists(golden), () -> "skipped: there is no " + golden);
    List<ObjectNode> expected = new ArrayList<>();
    for (Map.Entry<String, JsonNode> group : JSON.readTree(golden.toFile()).properties()) {
      if (!NO_FUNCTIONS.contains(group.getKey())) {
        for (JsonNode row : group.getValue()) {
          ObjectNode call = row.deepCopy();
          call.put("id", group.getKey() + " " + expected.size());
          call.put("function", group.getKey());
          expected.add(call);
        }
      }
    }

    List<JsonNode> results = results(expected.stream().map(JsonNode::toString).toList());

    assertThat(results).hasSameSizeAs(expected).hasSizeGreaterThan(500);
    for (int i = 0; i < results.size(); i++) {
      JsonNode result = results.get(i);
      ObjectNode row = expected.get(i);
      assertThat(result.size()).as("outputs of %s", row).isGreaterThan(1);
      for (Map.Entry<String, JsonNode> output : result.properties()) {
        assertEqual(output.getValue(), row.get(output.getKey()), row, output.getKey());
      }
    }
  }

  @Test
  void theOutputsOfEachFunctionHaveTheirNames() throws IOException {
    List<JsonNode> results =
        results(
            List.of(
                "{'id':1,'function':'paired','baseline':[0,1,1],'candidate':[1,1,0.5]}",
                "{'id':2,'function':'paired','baseline':[0,1],'candidate':[0,1],'margin':0.02}",
                "{'id':3,'function':'proportion_intervals_95','successes':1,'n':2}",
                "{'id':4,'function':'clustered_standard_error','values':[0,1],'cluster':[7,7]}",
                "{'id':5,'function':'cluster_bootstrap','values':[0,1],'cluster':['a','b'],"
                    + "'resamples':1000,'seed':1}",
                "{'id':6,'function':'drift','differences':[-0.5,-0.5]}",
                "{'id':7,'function':'problems_needed_paired','effect':0.03,"
                    + "'sd_of_differences':0.3,'alpha':0.05,'power':0.8}",
                "{'id':8,'function':'g_pass_at_k_mean','n':4,'c':4,'k':4}",
                "{'id':9,'function':'power_paired','effect':0.03,'n':785,"
                    + "'sd_of_differences':0.3,'alpha':0.05}"));

    assertThat(names(results.get(0)))
        .containsExactly(
            "id",
            "mean_difference",
            "standard_error",
            "t",
            "df",
            "p",
            "ci95",
            "sign_flip_permutation_exact_p",
            "tost");
    // equal runs: no t; margin^n of the mass could be elsewhere: (1 - 0.02)^2
    assertThat(results.get(1).get("t").isNull()).isTrue();
    assertThat(results.get(1).at("/tost/margin").asDouble()).isEqualTo(0.02);
    assertThat(results.get(1).at("/tost/p").asDouble()).isCloseTo(0.9604, withinPercentage(1e-9));
    assertThat(names(results.get(2)))
        .containsExactly("id", "wilson", "clopper_pearson", "jeffreys", "uniform_beta");
    assertThat(results.get(3).get("cr1").isNull()).isTrue(); // a single cluster
    // means 0, 1/2, 1 with 1/4, 1/2, 1/4: sd sqrt(1/8) = 0.354
    assertThat(results.get(4).get("standard_error").asDouble())
        .isCloseTo(0.354, withinPercentage(5));
    assertThat(results.get(4).get("ci95").toString()).isEqualTo("[0.0,1.0]");
    // mean of (1 + share / 2)^2 over 0.02, 0.05, 0.1, 0.2, 0.4, 0.8
    assertThat(results.get(5).get("e_value").asDouble())
        .isCloseTo((1.0201 + 1.050625 + 1.1025 + 1.21 + 1.44 + 1.96) / 6, withinPercentage(1e-9));
    // (1.95996 + 0.84162)^2 * 0.09 / 0.0009 = 784.9
    assertThat(results.get(6).get("n").asInt()).isEqualTo(785);
    assertThat(results.get(7).get("value").asDouble()).isEqualTo(1.0); // 2/4 (1 + 1)
    assertThat(results.get(8).get("normal_approximation").asDouble())
        .isCloseTo(0.8, withinPercentage(0.01));
    assertThat(results.get(8).get("noncentral_t").asDouble()).isBetween(0.798, 0.8);
  }

  @Test
  void anAnswerOfNullAbstains() throws IOException {
    JsonNode result =
        results(
                List.of(
                    "{'id':'x','function':'maj_at_k_without_replacement','answers':['a',null],"
                        + "'correct':'a','k':1}"))
            .get(0);

    assertThat(result.toString()).isEqualTo("{\"id\":\"x\",\"value\":0.5}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'id':1,'function':'pass_at_k','n':4,'c':1,'k':5} | pass@k needs 1 <= k <= n, but k=5, n=4
          {'id':1,'function':'pass_at_k','n':4.5,'c':1,'k':5} | field 'n' must be an integer, but was 4.5
          {'id':1,'function':'pass_at_k','n':4,'c':1} | field 'k' must be there, but the fields are: id, function, n, c
          {'function':'pass_at_k','n':4,'c':1,'k':1} | field 'id' must be there, but the fields are: function, n, c, k
          {'id':1,'function':'multiple_testing_adjusted_p','p':[0.1,'x']} | field 'p' must be an array of numbers, but was [0.1,"x"]
          {'id':1,'function':'multiple_testing_adjusted_p','p':[1.5]} | a p-value must be in [0, 1], but was 1.5
          {'id':1,'function':'fisher_exact_two_sided','table':[[1,2],[3]]} | field 'table' must be two rows of two integers, but was [[1,2],[3]]
          {'id':1,'function':'paired','baseline':[1],'candidate':[1,2]} | fields 'baseline' and 'candidate' must be of equal length, but have 1 and 2 scores
          {'id':1,'function':3} | field 'function' must be a string, but was 3
          [1] | must be a JSON object, but was [1]
          """)
  void aWrongRowIsOneErrorAndNothingIsWritten(String row, String problem) throws IOException {
    Path out = folder.resolve("out.jsonl");
    Path in = write(List.of("{'id':0,'function':'pass_at_k','n':4,'c':1,'k':1}", "", row));

    JobRun run = run(in, out);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("retort stats: nothing was run:\n  " + in + ":3: " + problem + "\n");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(in));
  }

  @Test
  void anUnknownFunctionIsAnsweredWithTheKnownOnes() throws IOException {
    Path in = write(List.of("{'id':0,'function':'median'}"));

    assertThat(run(in, folder.resolve("out.jsonl")).err())
        .contains(
            ":1: field 'function' must be one of binomial_exact_two_sided, cluster_bootstrap, ",
            ", score_variance_decomposition, but was 'median'");
  }

  @Test
  void brokenJsonIsAnErrorWithItsColumn() throws IOException {
    Path in = write(List.of("{'id':0"));

    JobRun run = run(in, folder.resolve("out.jsonl"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(in + ":1: must be one JSON object, but is broken: Unexpected end-of-input")
        .contains("(column 8)");
  }

  @Test
  void aMissingOrAnEmptyFileIsAnError() throws IOException {
    Path missing = folder.resolve("missing.jsonl");
    Path empty = write(List.of(" "));

    assertThat(run(missing, folder.resolve("out.jsonl")).err())
        .contains(missing + " must be a file, but there is none");
    assertThat(run(empty, folder.resolve("out.jsonl")).err())
        .contains(empty + " must hold at least one row, but has none");
  }

  private List<JsonNode> results(List<String> rows) throws IOException {
    Path out = folder.resolve("deep/out.jsonl");
    JobRun run = run(write(rows), out);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(rows.size() + " rows, in " + out + "\n");
    List<JsonNode> results = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      results.add(JSON.readTree(line));
    }
    return results;
  }

  private Path write(List<String> rows) throws IOException {
    Path in = folder.resolve("in.jsonl");
    return Files.write(
        in, rows.stream().map(row -> row.contains("\"") ? row : row.replace('\'', '"')).toList());
  }

  private static JobRun run(Path in, Path out) {
    return JobRun.of(new RetortCommand(), "stats", "--in", in.toString(), "--out", out.toString());
  }

  private static List<String> names(JsonNode row) {
    List<String> names = new ArrayList<>();
    row.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void assertEqual(JsonNode actual, JsonNode expected, JsonNode row, String name) {
    assertThat(actual.getNodeType()).as("%s of %s", name, row).isEqualTo(expected.getNodeType());
    if (actual.isNumber()) {
      assertThat(actual.asDouble())
          .as("%s of %s", name, row)
          .isCloseTo(
              expected.asDouble(), withinPercentage(LOOSER_PERCENT.getOrDefault(name, PERCENT)));
    } else if (actual.isContainerNode()) {
      assertThat(actual).as("%s of %s", name, row).hasSameSizeAs(expected);
      List<String> fields = names(actual);
      for (int i = 0; i < actual.size(); i++) {
        JsonNode one = actual.isArray() ? actual.get(i) : actual.get(fields.get(i));
        JsonNode other = actual.isArray() ? expected.get(i) : expected.get(fields.get(i));
        assertEqual(one, other, row, name);
      }
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }
}
