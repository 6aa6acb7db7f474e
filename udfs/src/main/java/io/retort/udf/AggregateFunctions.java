package io.retort.udf;

import static io.retort.udf.SqlTypes.DOUBLE;
import static io.retort.udf.SqlTypes.INT;
import static io.retort.udf.SqlTypes.TEXT;
import static io.retort.udf.SqlValues.integer;
import static io.retort.udf.SqlValues.number;
import static io.retort.udf.SqlValues.text;

import io.retort.metric.ClusteredError;
import io.retort.metric.MajorityVote;
import io.retort.metric.McNemar;
import io.retort.metric.PairedDifference;
import io.retort.metric.PassAtOne;
import io.retort.metric.ProblemScore;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Metrics over the problems of a benchmark, or over the rollouts of a problem. */
final class AggregateFunctions {

  private static final StructType SCORE =
      new StructType()
          .add("value", DOUBLE)
          .add("problems", INT)
          .add("se_over_problems", DOUBLE)
          .add("se_resampling", DOUBLE);

  private static final StructType CLUSTERED =
      new StructType()
          .add("mean", DOUBLE)
          .add("clusters", INT)
          .add("se_independent", DOUBLE)
          .add("se_cr0", DOUBLE)
          .add("se_cr1", DOUBLE);

  private static final StructType PAIRED =
      new StructType()
          .add("mean_difference", DOUBLE)
          .add("standard_error", DOUBLE)
          .add("t", DOUBLE)
          .add("df", INT)
          .add("p", DOUBLE)
          .add("low", DOUBLE)
          .add("high", DOUBLE);

  static final List<SqlAggregate> ALL =
      List.of(
          new SqlAggregate(
              "pass_at_1",
              List.of(INT, INT),
              SCORE,
              "(correct, rollouts) over problems: pass@1 with its two standard errors; one that"
                  + " does not exist is null.",
              "SELECT pass_at_1(c, 2) FROM VALUES (0), (1), (2) AS t(c)",
              // rates 0, 1/2, 1: sd 1/2, / sqrt(3); only the middle one varies, 1/4 / 1, sqrt / 3
              "{0.5, 3, 0.28867513459481287, 0.16666666666666666}",
              AggregateFunctions::passAtOne),
          new SqlAggregate(
              "majority_vote",
              List.of(TEXT, TEXT),
              DOUBLE,
              "(vote, target) over the rollouts of a problem: maj@k, ties as fractions; a null vote"
                  + " abstains.",
              "SELECT majority_vote(v, 'a') FROM VALUES ('a'), ('b'), (NULL) AS t(v)",
              "0.5",
              AggregateFunctions::majorityVote),
          new SqlAggregate(
              "clustered_error",
              List.of(DOUBLE, TEXT),
              CLUSTERED,
              "(score, cluster) over problems: the mean with standard errors for independent and"
                  + " for clustered problems; cr1 is null for one cluster.",
              "SELECT clustered_error(s, c) FROM VALUES (0, 'a'), (1, 'a'), (0, 'b'), (1, 'b')"
                  + " AS t(s, c)",
              // alike between the clusters, so that their sums of deviations are 0
              "{0.5, 2, 0.28867513459481287, 0.0, 0.0}",
              AggregateFunctions::clusteredError),
          new SqlAggregate(
              "paired_t",
              List.of(DOUBLE, DOUBLE),
              PAIRED,
              "(baseline, candidate) over problems: the mean difference with its paired t test and"
                  + " 95 % interval; t is null if all differences are equal.",
              "SELECT paired_t(b, 0) FROM VALUES (0), (0) AS t(b)",
              "{0.0, 0.0, null, 1, 1.0, 0.0, 0.0}",
              AggregateFunctions::pairedT),
          new SqlAggregate(
              "mcnemar",
              List.of(INT, INT),
              DOUBLE,
              "(baseline, candidate) over problems with one rollout, 1 for correct: the two-sided"
                  + " p-value of the exact McNemar test.",
              "SELECT round(mcnemar(b, 0), 6) FROM VALUES (1), (1), (1), (1), (1), (1), (0) AS t(b)",
              "0.03125",
              AggregateFunctions::mcNemar));

  private AggregateFunctions() {}

  private static Object passAtOne(List<List<Object>> rows) {
    PassAtOne score =
        PassAtOne.of(
            rows.stream()
                .map(row -> new ProblemScore(integer(row.get(0)), integer(row.get(1))))
                .sorted(
                    Comparator.comparingInt(ProblemScore::rollouts)
                        .thenComparingInt(ProblemScore::correct))
                .toList());
    return RowFactory.create(
        score.value(),
        score.problems(),
        orNull(score.errorOverProblems()),
        orNull(score.errorOfResampling()));
  }

  private static Object majorityVote(List<List<Object>> rows) {
    return MajorityVote.value(
        rows.stream().map(row -> text(row.get(0))).toList(), text(rows.get(0).get(1)));
  }

  private static Object clusteredError(List<List<Object>> rows) {
    // Sums must not depend on the order in which tasks end.
    List<List<Object>> sorted =
        rows.stream()
            .sorted(
                Comparator.comparing((List<Object> row) -> text(row.get(1)))
                    .thenComparing(row -> number(row.get(0))))
            .toList();
    ClusteredError error =
        ClusteredError.of(
            sorted.stream().mapToDouble(row -> number(row.get(0))).toArray(),
            sorted.stream().map(row -> text(row.get(1))).toList());
    return RowFactory.create(
        error.mean(), error.clusters(), error.independent(), error.cr0(), orNull(error.cr1()));
  }

  private static Object pairedT(List<List<Object>> rows) {
    PairedDifference difference =
        PairedDifference.of(
            rows.stream()
                .mapToDouble(row -> number(row.get(1)) - number(row.get(0)))
                .sorted()
                .toArray());
    return RowFactory.create(
        difference.mean(),
        difference.standardError(),
        orNull(difference.t()),
        difference.degreesOfFreedom(),
        difference.p(),
        difference.interval95().low(),
        difference.interval95().high());
  }

  private static Object mcNemar(List<List<Object>> rows) {
    int newlyRight = 0;
    int newlyWrong = 0;
    for (List<Object> row : rows) {
      int baseline = zeroOrOne(row.get(0));
      int candidate = zeroOrOne(row.get(1));
      newlyRight += candidate > baseline ? 1 : 0;
      newlyWrong += candidate < baseline ? 1 : 0;
    }
    return McNemar.twoSided(newlyRight, newlyWrong);
  }

  private static int zeroOrOne(Object value) {
    int points = integer(value);
    if (points != 0 && points != 1) {
      throw new IllegalArgumentException("mcnemar needs points of 0 or 1, but got " + points);
    }
    return points;
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
