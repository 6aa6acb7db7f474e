package io.retort.udf;

import static io.retort.udf.SqlTypes.DOUBLE;
import static io.retort.udf.SqlTypes.DOUBLES;
import static io.retort.udf.SqlTypes.INT;
import static io.retort.udf.SqlTypes.INTERVAL;
import static io.retort.udf.SqlValues.boxed;
import static io.retort.udf.SqlValues.integer;
import static io.retort.udf.SqlValues.number;
import static io.retort.udf.SqlValues.numbers;

import io.retort.metric.BetaInterval;
import io.retort.metric.ExactBinomialTest;
import io.retort.metric.FisherExactTest;
import io.retort.metric.Interval;
import io.retort.metric.McNemar;
import io.retort.metric.MultipleTesting;
import io.retort.metric.SignFlipTest;
import io.retort.metric.WilsonInterval;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.RowFactory;

/** Intervals, exact tests, and corrections for many of them. */
final class TestFunctions {

  static final List<SqlFunction> ALL =
      List.of(
          interval(
              "wilson_interval",
              "(successes, n): the 95 % score interval of a proportion.",
              "{0.0, 0.2775}",
              WilsonInterval::of),
          interval(
              "clopper_pearson_interval",
              "(successes, n): the exact 95 % interval of a proportion, never too narrow.",
              "{0.0, 0.3085}",
              BetaInterval::clopperPearson),
          interval(
              "jeffreys_interval",
              "(successes, n): the 95 % posterior interval of a proportion with Jeffreys' prior.",
              "{0.0, 0.2172}",
              BetaInterval::jeffreys),
          interval(
              "uniform_beta_interval",
              "(successes, n): the 95 % posterior interval of a proportion with a uniform prior.",
              "{0.0023, 0.2849}",
              BetaInterval::uniform),
          SqlFunction.of(
              "mcnemar_p",
              List.of(INT, INT),
              DOUBLE,
              "(newly_right, newly_wrong): the two-sided p-value of the exact McNemar test.",
              "round(mcnemar_p(0, 6), 6)",
              "0.03125",
              a -> McNemar.twoSided(integer(a.get(0)), integer(a.get(1)))),
          SqlFunction.of(
              "binomial_p",
              List.of(INT, INT, DOUBLE),
              DOUBLE,
              "(successes, n, p0): the two-sided p-value of the exact binomial test.",
              "round(binomial_p(3, 10, 0.5), 6)",
              "0.34375",
              a ->
                  ExactBinomialTest.twoSided(
                      integer(a.get(0)), integer(a.get(1)), number(a.get(2)))),
          SqlFunction.of(
              "fisher_p",
              List.of(INT, INT, INT, INT),
              DOUBLE,
              "(a, b, c, d): the two-sided p-value of Fisher's exact test of [[a, b], [c, d]].",
              "round(fisher_p(8, 0, 3, 5), 6)",
              "0.025641",
              a ->
                  FisherExactTest.twoSided(
                      integer(a.get(0)), integer(a.get(1)), integer(a.get(2)), integer(a.get(3)))),
          SqlFunction.of(
              "sign_flip_p",
              List.of(DOUBLES),
              DOUBLE,
              "(differences): the two-sided p-value of the exact sign-flip test; at most 20"
                  + " differences other than 0.",
              "sign_flip_p(array(0.5, 0.25, 0.0, 0.25))",
              "0.25",
              a -> SignFlipTest.exact(numbers(a.get(0)))),
          SqlFunction.of(
              "holm",
              List.of(DOUBLES),
              DOUBLES,
              "(p): p-values adjusted so that any false alarm among them stays below alpha.",
              "holm(array(0.25, 0.125))",
              "[0.25, 0.25]",
              a -> boxed(MultipleTesting.holm(numbers(a.get(0))))),
          SqlFunction.of(
              "benjamini_hochberg",
              List.of(DOUBLES),
              DOUBLES,
              "(p): p-values adjusted so that the share of false alarms stays below alpha.",
              "benjamini_hochberg(array(0.25, 0.125))",
              "[0.25, 0.25]",
              a -> boxed(MultipleTesting.benjaminiHochberg(numbers(a.get(0))))),
          SqlFunction.of(
              "bonferroni",
              List.of(DOUBLES),
              DOUBLES,
              "(p): p-values times their number.",
              "bonferroni(array(0.25, 0.75))",
              "[0.5, 1.0]",
              a -> boxed(MultipleTesting.bonferroni(numbers(a.get(0))))));

  private TestFunctions() {}

  private interface IntervalOf extends Serializable {
    Interval of(int successes, int n);
  }

  private static SqlFunction interval(
      String name, String usage, String answer, IntervalOf function) {
    String call = name + "(0, 10)";
    return SqlFunction.of(
        name,
        List.of(INT, INT),
        INTERVAL,
        usage,
        "struct(round(" + call + ".low, 4), round(" + call + ".high, 4))",
        answer,
        a -> {
          Interval interval = function.of(integer(a.get(0)), integer(a.get(1)));
          return RowFactory.create(interval.low(), interval.high());
        });
  }
}
