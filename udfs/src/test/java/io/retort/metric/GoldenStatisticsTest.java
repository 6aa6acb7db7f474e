package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
  void proportionIntervals() throws IOException {
    for (JsonNode row : golden("proportion_intervals_95")) {
      int successes = row.get("successes").asInt();
      int n = row.get("n").asInt();
      assertInterval(WilsonInterval.of(successes, n), row.get("wilson"));
      assertInterval(BetaInterval.clopperPearson(successes, n), row.get("clopper_pearson"));
      assertInterval(BetaInterval.jeffreys(successes, n), row.get("jeffreys"));
      assertInterval(BetaInterval.uniform(successes, n), row.get("uniform_beta"));
    }
  }

  @Test
  void binomial() throws IOException {
    for (JsonNode row : golden("binomial_exact_two_sided")) {
      assertClose(
          ExactBinomialTest.twoSided(
              row.get("successes").asInt(), row.get("n").asInt(), row.get("p0").asDouble()),
          row.get("p"));
    }
  }

  @Test
  void fisher() throws IOException {
    for (JsonNode row : golden("fisher_exact_two_sided")) {
      JsonNode table = row.get("table");
      assertClose(
          FisherExactTest.twoSided(
              table.at("/0/0").asInt(),
              table.at("/0/1").asInt(),
              table.at("/1/0").asInt(),
              table.at("/1/1").asInt()),
          row.get("p"));
    }
  }

  @Test
  void multipleTesting() throws IOException {
    for (JsonNode row : golden("multiple_testing_adjusted_p")) {
      double[] p = doubles(row.get("p"));
      assertAll(MultipleTesting.holm(p), row.get("holm"));
      assertAll(MultipleTesting.benjaminiHochberg(p), row.get("benjamini_hochberg"));
      assertAll(MultipleTesting.bonferroni(p), row.get("bonferroni"));
    }
  }

  @Test
  void gPassAtK() throws IOException {
    for (JsonNode row : golden("g_pass_at_k")) {
      assertClose(
          GPassAtK.estimate(
              row.get("n").asInt(),
              row.get("c").asInt(),
              row.get("k").asInt(),
              row.get("tau").asDouble()),
          row.get("value"));
    }
  }

  @Test
  void clusteredErrors() throws IOException {
    for (JsonNode row : golden("clustered_standard_error")) {
      ClusteredError error =
          ClusteredError.of(doubles(row.get("values")), stream(row.get("cluster")).toList());
      assertClose(error.mean(), row.get("mean"));
      assertClose(error.independent(), row.get("iid"));
      assertClose(error.cr0(), row.get("cr0"));
      assertClose(error.cr1().orElseThrow(), row.get("cr1"));
    }
  }

  @Test
  void distributions() throws IOException {
    JsonNode distributions = golden("distributions");
    for (JsonNode row : distributions.get("student_t_cdf")) {
      int df = row.get("df").asInt();
      assertClose(StudentT.upperTail(-row.get("x").asDouble(), df), row.get("p"));
    }
    for (JsonNode row : distributions.get("normal_quantile")) {
      assertClose(Normal.quantile(row.get("p").asDouble()), row.get("x"));
    }
    for (JsonNode row : distributions.get("beta_quantile")) {
      assertClose(
          BetaDistribution.quantile(
              row.get("p").asDouble(), row.get("a").asDouble(), row.get("b").asDouble()),
          row.get("x"));
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
      if (row.has("sign_flip_permutation_exact_p")) {
        double[] differences =
            IntStream.range(0, baseline.length)
                .mapToDouble(i -> candidate[i] - baseline[i])
                .toArray();
        assertClose(SignFlipTest.exact(differences), row.get("sign_flip_permutation_exact_p"));
      }
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
  void majAtK() throws IOException {
    for (JsonNode row : golden("maj_at_k_without_replacement")) {
      List<String> votes = stream(row.get("answers")).map(JsonNode::asText).toList();
      String correct = row.get("correct").asText();
      int k = row.get("k").asInt();
      assertClose(MajorityVote.ofDraws(votes, 0, correct, k), row.get("value"));
      if (votes.size() == k) {
        assertClose(MajorityVote.value(votes, correct), row.get("value"));
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
    int unsolved = 0;
    for (JsonNode row : golden("minimum_detectable_effect_paired")) {
      int n = row.get("n").asInt();
      double sd = row.get("sd_of_differences").asDouble();
      double alpha = row.get("alpha").asDouble();
      double power = row.get("power").asDouble();
      assertClose(
          MinimumDetectableEffect.normalApproximation(n, sd, alpha, power),
          row.get("normal_approximation"));
      double effect = MinimumDetectableEffect.ofPairedT(n, sd, alpha, power);
      double stored = row.get("noncentral_t").asDouble();
      assertThat(PairedPower.ofPairedT(effect, n, sd, alpha)).isCloseTo(power, within(1e-13));
      // Two stored values do not have the power they were solved for, as 40-digit arithmetic says
      // too (MinimumDetectableEffectTest): their solver stopped early. The others agree.
      boolean isSolved = Math.abs(PairedPower.ofPairedT(stored, n, sd, alpha) - power) < 1e-10;
      unsolved += isSolved ? 0 : 1;
      assertThat(effect).isCloseTo(stored, withinPercentage(isSolved ? PERCENT : 2e-5));
    }
    assertThat(unsolved).isEqualTo(2);
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

  private static void assertAll(double[] actual, JsonNode expected) {
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertClose(actual[i], expected.get(i));
    }
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
