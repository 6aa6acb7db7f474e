package io.retort.job.report;

import io.retort.metric.Decision;
import io.retort.metric.PairedComparison;
import io.retort.metric.ScorePair;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The paired comparison of some problems: one line of the report.
 *
 * @param name "all", a level or a subject
 * @param problems in both runs
 * @param baseline its pass@1
 * @param candidate its pass@1
 * @param difference candidate minus baseline
 * @param low95 lower end of the 95 % interval of the difference
 * @param high95 its upper end
 * @param test the test behind {@code p}
 * @param p two-sided
 * @param minimumDetectableEffect true difference that would be found with the rule's power; null if
 *     all differences are equal
 * @param decision of this line by itself, without a correction for several lines
 */
record ComparisonLine(
    String name,
    int problems,
    double baseline,
    double candidate,
    double difference,
    double low95,
    double high95,
    String test,
    double p,
    @Nullable Double minimumDetectableEffect,
    Decision decision) {

  static ComparisonLine of(String name, List<ScorePair> pairs, PairedComparison comparison) {
    OptionalDouble detectable = comparison.minimumDetectableEffect();
    return new ComparisonLine(
        name,
        pairs.size(),
        pairs.stream().mapToDouble(pair -> pair.baseline().rate()).average().orElseThrow(),
        pairs.stream().mapToDouble(pair -> pair.candidate().rate()).average().orElseThrow(),
        comparison.difference().mean(),
        comparison.difference().interval95().low(),
        comparison.difference().interval95().high(),
        comparison.test().label(),
        comparison.p(),
        detectable.isPresent() ? detectable.getAsDouble() : null,
        comparison.decision());
  }
}
