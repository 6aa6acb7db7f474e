package io.retort.job.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.retort.job.run.RunManifest;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a run: {@code metrics.json}.
 *
 * @param runId of the run
 * @param benchmark its name
 * @param rollouts completions per problem, the k of the metrics
 * @param points what {@link GroupMetrics#points} are called, such as {@code F1}; null and not
 *     written where the grader gives no parts of points
 * @param all over every problem
 * @param byLevel over the problems of each level, by its number; empty if the benchmark has none
 * @param bySubject over the problems of each subject; empty if the benchmark has none
 * @param generation how long it took
 * @param cost what it took; null in the metrics of a version that did not count it
 */
public record RunMetrics(
    String runId,
    String benchmark,
    int rollouts,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String points,
    GroupMetrics all,
    SortedMap<String, GroupMetrics> byLevel,
    SortedMap<String, GroupMetrics> bySubject,
    GenerationTime generation,
    @Nullable RunCost cost) {

  public RunMetrics {
    byLevel = Collections.unmodifiableSortedMap(new TreeMap<>(byLevel));
    bySubject = Collections.unmodifiableSortedMap(new TreeMap<>(bySubject));
  }

  /**
   * The metrics of counted problems.
   *
   * @param points what the grader calls the parts of points that it gives; empty if it gives none
   */
  public static RunMetrics of(
      RunManifest run,
      RunCounts counts,
      Optional<String> points,
      GenerationTime generation,
      @Nullable RunCost cost) {
    return new RunMetrics(
        run.runId(),
        run.benchmark(),
        run.rollouts(),
        points.orElse(null),
        counts.all().metrics(points.isPresent()),
        metrics(counts.byLevel(), points.isPresent()),
        metrics(counts.bySubject(), points.isPresent()),
        generation,
        cost);
  }

  private static SortedMap<String, GroupMetrics> metrics(
      SortedMap<String, GroupCounts> groups, boolean hasPartialPoints) {
    SortedMap<String, GroupMetrics> metrics = new TreeMap<>();
    groups.forEach((name, counts) -> metrics.put(name, counts.metrics(hasPartialPoints)));
    return metrics;
  }
}
