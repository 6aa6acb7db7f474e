package io.retort.job.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.job.lines.Fields;
import io.retort.metric.BetaInterval;
import io.retort.metric.ClusterBootstrap;
import io.retort.metric.ClusteredError;
import io.retort.metric.DriftProcess;
import io.retort.metric.ExactBinomialTest;
import io.retort.metric.FisherExactTest;
import io.retort.metric.GPassAtK;
import io.retort.metric.MajorityVote;
import io.retort.metric.McNemar;
import io.retort.metric.MinimumDetectableEffect;
import io.retort.metric.MultipleTesting;
import io.retort.metric.PairedPower;
import io.retort.metric.PassAtK;
import io.retort.metric.PassAtOne;
import io.retort.metric.ProblemScore;
import io.retort.metric.WilsonInterval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** The statistics by the names that rows call them by. */
public final class Statistics {

  private static final Map<String, Statistic> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("binomial_exact_two_sided", Statistics::binomial),
              Map.entry("cluster_bootstrap", Statistics::clusterBootstrap),
              Map.entry("clustered_standard_error", Statistics::clusteredError),
              Map.entry("drift", Statistics::drift),
              Map.entry("fisher_exact_two_sided", Statistics::fisher),
              Map.entry("g_pass_at_k", Statistics::gPassAtK),
              Map.entry("g_pass_at_k_mean", Statistics::gPassAtKMean),
              Map.entry("maj_at_k_without_replacement", Statistics::majAtK),
              Map.entry("mcnemar_exact_two_sided", Statistics::mcNemar),
              Map.entry("minimum_detectable_effect_paired", Statistics::detectableEffect),
              Map.entry("multiple_testing_adjusted_p", Statistics::multipleTesting),
              Map.entry("paired", PairedStatistic::of),
              Map.entry("pass_at_k", Statistics::passAtK),
              Map.entry("power_paired", Statistics::power),
              Map.entry("problems_needed_paired", Statistics::problemsNeeded),
              Map.entry("proportion_intervals_95", Statistics::proportionIntervals),
              Map.entry("score_variance_decomposition", Statistics::passAtOne)));

  private Statistics() {}

  /** The names, in the order of the alphabet. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * The outputs of the function that a row names.
   *
   * @throws IllegalArgumentException if the row is not as the function needs it
   */
  public static Map<String, ?> of(Fields row) {
    String name = row.text("function");
    Statistic statistic =
        Optional.ofNullable(ALL.get(name))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "field 'function' must be one of "
                            + String.join(", ", names())
                            + ", but was '"
                            + name
                            + "'"));
    return statistic.of(row).values();
  }

  private static Output proportionIntervals(Fields row) {
    int successes = row.integer("successes");
    int n = row.integer("n");
    return new Output()
        .put("wilson", WilsonInterval.of(successes, n))
        .put("clopper_pearson", BetaInterval.clopperPearson(successes, n))
        .put("jeffreys", BetaInterval.jeffreys(successes, n))
        .put("uniform_beta", BetaInterval.uniform(successes, n));
  }

  private static Output mcNemar(Fields row) {
    return new Output()
        .put("p", McNemar.twoSided(row.integer("newly_right"), row.integer("newly_wrong")));
  }

  private static Output binomial(Fields row) {
    return new Output()
        .put(
            "p",
            ExactBinomialTest.twoSided(
                row.integer("successes"), row.integer("n"), row.number("p0")));
  }

  private static Output fisher(Fields row) {
    JsonNode table = row.any("table");
    int[] counts = new int[4];
    for (int i = 0; i < counts.length; i++) {
      JsonNode count = table.path(i / 2).path(i % 2);
      if (table.size() != 2 || table.path(i / 2).size() != 2 || !count.isInt()) {
        throw new IllegalArgumentException(
            "field 'table' must be two rows of two integers, but was " + table);
      }
      counts[i] = count.intValue();
    }
    return new Output()
        .put("p", FisherExactTest.twoSided(counts[0], counts[1], counts[2], counts[3]));
  }

  private static Output multipleTesting(Fields row) {
    double[] p = row.numbers("p");
    return new Output()
        .put("holm", MultipleTesting.holm(p))
        .put("benjamini_hochberg", MultipleTesting.benjaminiHochberg(p))
        .put("bonferroni", MultipleTesting.bonferroni(p));
  }

  private static Output passAtK(Fields row) {
    return new Output()
        .put("value", PassAtK.estimate(row.integer("n"), row.integer("c"), row.integer("k")));
  }

  private static Output gPassAtK(Fields row) {
    return new Output()
        .put(
            "value",
            GPassAtK.estimate(
                row.integer("n"), row.integer("c"), row.integer("k"), row.number("tau")));
  }

  private static Output gPassAtKMean(Fields row) {
    return new Output()
        .put("value", GPassAtK.mean(row.integer("n"), row.integer("c"), row.integer("k")));
  }

  /** An answer of null is a rollout that has none. */
  private static Output majAtK(Fields row) {
    List<JsonNode> answers = row.list("answers");
    List<String> votes =
        answers.stream().filter(answer -> !answer.isNull()).map(JsonNode::asText).toList();
    int abstained = answers.size() - votes.size();
    String correct = row.any("correct").asText();
    return new Output()
        .put("value", MajorityVote.ofDraws(votes, abstained, correct, row.integer("k")));
  }

  private static Output clusteredError(Fields row) {
    ClusteredError error = ClusteredError.of(row.numbers("values"), row.list("cluster"));
    return new Output()
        .put("mean", error.mean())
        .put("iid", error.independent())
        .put("cr0", error.cr0())
        .put("cr1", error.cr1());
  }

  private static Output clusterBootstrap(Fields row) {
    ClusterBootstrap bootstrap =
        ClusterBootstrap.of(
            row.numbers("values"),
            row.list("cluster"),
            row.integer("resamples"),
            new Random(row.integer("seed")));
    return new Output()
        .put("standard_error", bootstrap.standardError())
        .put("ci95", bootstrap.interval95());
  }

  private static Output passAtOne(Fields row) {
    int k = row.integer("k");
    PassAtOne score =
        PassAtOne.of(
            Arrays.stream(row.integers("correct")).mapToObj(c -> new ProblemScore(c, k)).toList());
    return new Output()
        .put("pass_at_1", score.value())
        .put("se_over_questions", score.errorOverProblems())
        .put("se_resampling_same_questions", score.errorOfResampling());
  }

  private static Output detectableEffect(Fields row) {
    int n = row.integer("n");
    double sd = row.number("sd_of_differences");
    double alpha = row.number("alpha");
    double power = row.number("power");
    return new Output()
        .put(
            "normal_approximation",
            MinimumDetectableEffect.normalApproximation(n, sd, alpha, power))
        .put("noncentral_t", MinimumDetectableEffect.ofPairedT(n, sd, alpha, power));
  }

  private static Output power(Fields row) {
    double effect = row.number("effect");
    int n = row.integer("n");
    double sd = row.number("sd_of_differences");
    double alpha = row.number("alpha");
    return new Output()
        .put("normal_approximation", PairedPower.normalApproximation(effect, n, sd, alpha))
        .put("noncentral_t", PairedPower.ofPairedT(effect, n, sd, alpha));
  }

  private static Output problemsNeeded(Fields row) {
    return new Output()
        .put(
            "n",
            MinimumDetectableEffect.problemsNeeded(
                row.number("effect"),
                row.number("sd_of_differences"),
                row.number("alpha"),
                row.number("power")));
  }

  private static Output drift(Fields row) {
    DriftProcess process = DriftProcess.start();
    for (double difference : row.numbers("differences")) {
      process = process.with(difference);
    }
    return new Output().put("e_value", process.eValue()).put("p", process.p());
  }
}
