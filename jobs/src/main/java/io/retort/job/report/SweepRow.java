package io.retort.job.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.score.GroupMetrics;
import io.retort.job.score.RunCost;
import io.retort.job.score.RunMetrics;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of a sweep in its last table, in {@code sweep.json} and in what {@code --json} prints.
 *
 * @param benchmark its label
 * @param model its label
 * @param preset its label
 * @param directory of the run
 * @param problems how many
 * @param rollouts completions per problem
 * @param passAtOne see {@link GroupMetrics}, like the next two
 * @param points what the grader's points are called where it gives parts of them; else null and not
 *     written, like the next
 * @param meanPoints their mean over problems
 * @param truncatedShare of the completions
 * @param unparsedShare of the completions
 * @param tokensPerSecond over the starts that came to their end; 0 if none did
 * @param cost what it took
 * @param page the run's page for people; null if there is none
 */
public record SweepRow(
    String benchmark,
    String model,
    String preset,
    String directory,
    String runId,
    int problems,
    int rollouts,
    @JsonProperty("pass_at_1") double passAtOne,
    @Nullable Double seProblems,
    double majAtK,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String points,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double meanPoints,
    double truncatedShare,
    double unparsedShare,
    double tokensPerSecond,
    RunCost cost,
    @Nullable String page) {

  private static final String PAGE = RunReport.FOLDER + "/" + RunReport.PAGE;

  /** The row of a finished run. */
  public static SweepRow of(
      String benchmark,
      String model,
      String preset,
      RunDirectory directory,
      RunManifest run,
      RunMetrics metrics)
      throws IOException {
    GroupMetrics all = metrics.all();
    GroupMetrics.Points points = all.points();
    double completions = (double) all.problems() * run.rollouts();
    return new SweepRow(
        benchmark,
        model,
        preset,
        directory.display(),
        run.runId(),
        all.problems(),
        run.rollouts(),
        all.passAtOne(),
        all.seProblems(),
        all.majAtK(),
        metrics.points(),
        points == null ? null : points.mean(),
        all.outcomes().getOrDefault("truncated", 0) / completions,
        all.outcomes().getOrDefault("unparsed", 0) / completions,
        metrics.generation().tokensPerSecond(),
        Objects.requireNonNull(metrics.cost(), "the metrics were written just now"),
        directory.has(PAGE) ? directory.display(PAGE) : null);
  }
}
