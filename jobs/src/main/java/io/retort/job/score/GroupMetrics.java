package io.retort.job.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of some problems, k rollouts each. Shares are in [0, 1]; a truncated or failed rollout
 * counts as one that is not correct.
 *
 * @param problems how many
 * @param passAtOne mean share of correct rollouts
 * @param seProblems standard error of {@code passAtOne} over problems: other problems like these;
 *     null for a single problem
 * @param seResampling standard error of {@code passAtOne} over resampling: other seeds on these
 *     same problems; null for a single rollout
 * @param majAtK share of problems whose majority answer is correct, ties as fractions
 * @param passAtK share of problems with at least one correct rollout
 * @param outcomes how many completions of each outcome; the six words, zero counts included
 * @param formatOkShare share of completions in R1 format
 * @param meanTokens mean tokens of a completion
 * @param points mean points, where the grader gives parts of them; else null and not written
 */
public record GroupMetrics(
    int problems,
    @JsonProperty("pass_at_1") double passAtOne,
    @Nullable Double seProblems,
    @Nullable Double seResampling,
    double majAtK,
    double passAtK,
    SortedMap<String, Integer> outcomes,
    double formatOkShare,
    double meanTokens,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Points points) {

  /**
   * Points, such as DROP's F1.
   *
   * @param mean over problems of the mean over their rollouts, in [0, 1]
   * @param seProblems standard error over problems; null for a single one
   */
  public record Points(double mean, @Nullable Double seProblems) {}

  /** The outcomes in the order in which they are shown. */
  public static final List<String> OUTCOMES =
      List.of("correct", "wrong", "truncated", "unparsed", "grader_timeout", "engine_error");

  public GroupMetrics {
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
  }
}
