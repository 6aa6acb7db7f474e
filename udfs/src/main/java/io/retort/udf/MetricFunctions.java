package io.retort.udf;

import static io.retort.udf.SqlTypes.DOUBLE;
import static io.retort.udf.SqlTypes.DOUBLES;
import static io.retort.udf.SqlTypes.INT;
import static io.retort.udf.SqlTypes.TEXT;
import static io.retort.udf.SqlTypes.TEXTS;
import static io.retort.udf.SqlValues.integer;
import static io.retort.udf.SqlValues.list;
import static io.retort.udf.SqlValues.number;
import static io.retort.udf.SqlValues.numbers;
import static io.retort.udf.SqlValues.text;

import io.retort.metric.DriftProcess;
import io.retort.metric.GPassAtK;
import io.retort.metric.MajorityVote;
import io.retort.metric.MinimumDetectableEffect;
import io.retort.metric.PairedPower;
import io.retort.metric.PassAtK;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Metrics of one problem, and what a comparison can see. */
final class MetricFunctions {

  static final List<SqlFunction> ALL =
      List.of(
          SqlFunction.of(
              "pass_at_k",
              List.of(INT, INT, INT),
              DOUBLE,
              "(n, c, k): the unbiased pass@k of a problem with c of n rollouts correct; k above n"
                  + " fails the job, because no number would be right.",
              "pass_at_k(10, 3, 5)",
              "0.9166666666666667",
              a -> PassAtK.estimate(integer(a.get(0)), integer(a.get(1)), integer(a.get(2)))),
          SqlFunction.of(
              "g_pass_at_k",
              List.of(INT, INT, INT, DOUBLE),
              DOUBLE,
              "(n, c, k, tau): the probability that at least ceil(tau k) of k rollouts are correct.",
              "round(g_pass_at_k(4, 2, 2, 1.0), 6)",
              "0.166667",
              MetricFunctions::gPassAtK),
          SqlFunction.of(
              "maj_at_k",
              List.of(TEXTS, TEXT, INT),
              DOUBLE,
              "(votes, target, k): maj@k over all draws of k votes, ties as fractions; a null vote"
                  + " abstains.",
              "round(maj_at_k(array('a', 'b', NULL), 'a', 1), 6)",
              "0.333333",
              MetricFunctions::majAtK),
          SqlFunction.of(
              "minimum_detectable_effect",
              List.of(INT, DOUBLE, DOUBLE, DOUBLE),
              DOUBLE,
              "(n, sd, alpha, power): the smallest true mean difference that a paired t test of n"
                  + " problems finds with that power.",
              "round(minimum_detectable_effect(30, 0.3, 0.05, 0.8), 6)",
              "0.158771",
              a ->
                  MinimumDetectableEffect.ofPairedT(
                      integer(a.get(0)), number(a.get(1)), number(a.get(2)), number(a.get(3)))),
          SqlFunction.of(
              "paired_power",
              List.of(DOUBLE, INT, DOUBLE, DOUBLE),
              DOUBLE,
              "(effect, n, sd, alpha): the probability that a paired t test of n problems finds the"
                  + " effect.",
              "round(paired_power(0.158771, 30, 0.3, 0.05), 4)",
              "0.8",
              a ->
                  PairedPower.ofPairedT(
                      number(a.get(0)), integer(a.get(1)), number(a.get(2)), number(a.get(3)))),
          SqlFunction.of(
              "drift_e_value",
              List.of(DOUBLES),
              DOUBLE,
              "(differences): the evidence of a decline in nightly differences, in their order;"
                  + " reaching 20 at any time has probability at most 0.05 where nothing sinks.",
              "drift_e_value(array(0.0, 0.0))",
              "1.0",
              MetricFunctions::drift));

  private MetricFunctions() {}

  private static Object gPassAtK(List<@Nullable Object> a) {
    return GPassAtK.estimate(
        integer(a.get(0)), integer(a.get(1)), integer(a.get(2)), number(a.get(3)));
  }

  private static Object majAtK(List<@Nullable Object> a) {
    List<String> votes = new ArrayList<>();
    int abstained = 0;
    for (Object vote : list(a.get(0))) {
      if (vote == null) {
        abstained++;
      } else {
        votes.add(text(vote));
      }
    }
    return MajorityVote.ofDraws(votes, abstained, text(a.get(1)), integer(a.get(2)));
  }

  private static Object drift(List<@Nullable Object> a) {
    DriftProcess process = DriftProcess.start();
    for (double difference : numbers(a.get(0))) {
      process = process.with(difference);
    }
    return process.eValue();
  }
}
