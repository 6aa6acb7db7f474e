package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Against values from scipy and statsmodels, where their file lies beside the repository. */
class GoldenStatisticsTest {

  private static final double PERCENT = 1e-7; // relative 1e-9

  @Test
  void wilsonIntervals() throws IOException {
    for (JsonNode row : golden("proportion_intervals_95")) {
      Interval interval = WilsonInterval.of(row.get("successes").asInt(), row.get("n").asInt());
      assertInterval(interval, row.get("wilson"));
    }
  }

  @Test
  void mcNemar() throws IOException {
    for (JsonNode row : golden("mcnemar_exact_two_sided")) {
      assertClose(
          McNemar.twoSided(row.get("newly_right").asInt(), row.get("newly_wrong").asInt()),
          row.get("p"));
    }
  }

  @Test
  void paired() throws IOException {
    for (JsonNode row : golden("paired")) {
      double[] baseline = doubles(row.get("baseline"));
      double[] candidate = doubles(row.get("candidate"));
      PairedDifference difference =
          PairedDifference.of(
              IntStream.range(0, baseline.length)
                  .mapToDouble(i -> candidate[i] - baseline[i])
                  .toArray());
      assertClose(difference.mean(), row.get("mean_difference"));
      assertClose(difference.standardError(), row.get("standard_error"));
      assertClose(difference.t().orElseThrow(), row.get("t"));
      assertThat(difference.degreesOfFreedom()).isEqualTo(row.get("df").asInt());
      assertClose(difference.p(), row.get("p"));
      assertInterval(difference.interval95(), row.get("ci95"));
      JsonNode tost = row.get("tost");
      assertClose(difference.equivalenceP(tost.get("margin").asDouble()), tost.get("p"));
    }
  }

  @Test
  void passAtK() throws IOException {
    for (JsonNode row : golden("pass_at_k")) {
      assertClose(
          PassAtK.estimate(row.get("n").asInt(), row.get("c").asInt(), row.get("k").asInt()),
          row.get("value"));
    }
  }

  @Test
  void majAtKOfAllVotes() throws IOException {
    for (JsonNode row : golden("maj_at_k_without_replacement")) {
      List<String> votes = stream(row.get("answers")).map(JsonNode::asText).toList();
      if (votes.size() == row.get("k").asInt()) {
        assertClose(MajorityVote.value(votes, row.get("correct").asText()), row.get("value"));
      }
    }
  }

  @Test
  void passAtOneAndItsErrors() throws IOException {
    for (JsonNode row : golden("score_variance_decomposition")) {
      int k = row.get("k").asInt();
      PassAtOne score =
          PassAtOne.of(
              stream(row.get("correct")).map(c -> new ProblemScore(c.asInt(), k)).toList());
      assertClose(score.value(), row.get("pass_at_1"));
      assertClose(score.errorOverProblems().orElseThrow(), row.get("se_over_questions"));
      assertClose(score.errorOfResampling().orElseThrow(), row.get("se_resampling_same_questions"));
    }
  }

  @Test
  void minimumDetectableEffects() throws IOException {
    for (JsonNode row : golden("minimum_detectable_effect_paired")) {
      int n = row.get("n").asInt();
      double sd = row.get("sd_of_differences").asDouble();
      double alpha = row.get("alpha").asDouble();
      double power = row.get("power").asDouble();
      assertClose(
          MinimumDetectableEffect.normalApproximation(n, sd, alpha, power),
          row.get("normal_approximation"));
      // The stored values were solved for to 2e-7: MinimumDetectableEffectTest has more digits.
      assertThat(MinimumDetectableEffect.ofPairedT(n, sd, alpha, power))
          .isCloseTo(row.get("noncentral_t").asDouble(), withinPercentage(2e-5));
    }
  }

  private static JsonNode golden(String group) throws IOException {
    Path file =
        Path.of(System.getProperty("retort.root", "."))
            .resolveSibling("shared/golden/statistics/golden.json");
    assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
    JsonNode rows = new ObjectMapper().readTree(file.toFile()).get(group);
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static void assertInterval(Interval actual, JsonNode expected) {
    assertClose(actual.low(), expected.get(0));
    assertClose(actual.high(), expected.get(1));
  }

  private static void assertClose(double actual, JsonNode expected) {
    assertThat(actual).isCloseTo(expected.asDouble(), withinPercentage(PERCENT));
  }

  private static double[] doubles(JsonNode array) {
    return stream(array).mapToDouble(JsonNode::asDouble).toArray();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
