package io.retort.job.report;

import io.retort.job.config.InvalidInputException;
import io.retort.job.run.Protocol;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.table.ProblemRow;
import io.retort.metric.ComparisonRule;
import io.retort.metric.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The comparison of two finished runs, for people and for programs. */
public final class ComparisonReport {

  private static final String PAGE = "index.html";
  private static final String JSON = "report.json";

  private final RunComparison comparison;

  private ComparisonReport(RunComparison comparison) {
    this.comparison = comparison;
  }

  /**
   * Compares the runs over the problems they have in common.
   *
   * @param changedProblems most problems with a changed score that are shown
   * @throws InvalidInputException if they have fewer than 2 problems in common
   */
  public static ComparisonReport of(
      RunDirectory baselineRun,
      RunManifest baselineManifest,
      RunDirectory candidateRun,
      RunManifest candidateManifest,
      ComparisonRule rule,
      int changedProblems)
      throws IOException {
    RunScores baseline = RunScores.read(baselineRun, baselineManifest);
    RunScores candidate = RunScores.read(candidateRun, candidateManifest);
    PairedProblems paired = PairedProblems.of(baseline, candidate);
    if (paired.pairs().size() < 2) {
      throw new InvalidInputException(
          List.of(
              "the runs must have at least 2 problems in common, but "
                  + candidateRun.display()
                  + " and "
                  + baselineRun.display()
                  + " have "
                  + paired.pairs().size()));
    }
    ComparisonLine all = paired.all(rule);
    return new ComparisonReport(
        new RunComparison(
            all.decision(),
            rule,
            RunSide.of(baseline),
            RunSide.of(candidate),
            Protocol.differences(baselineManifest.protocol(), candidateManifest.protocol()),
            warnings(baseline, candidate, paired),
            all,
            paired.by(ComparisonReport::level, rule),
            paired.by(ProblemRow::subject, rule),
            paired.count(1),
            paired.count(-1),
            new ChangedTexts(baseline, candidate)
                .read(paired.mostChanged(changedProblems), paired)));
  }

  /** What the comparison shows. */
  public Decision decision() {
    return comparison.decision();
  }

  /** The comparison in a few lines. */
  public List<String> lines(RunDirectory out) {
    ComparisonLine all = comparison.all();
    List<String> lines = new ArrayList<>();
    lines.add(
        comparison.decision()
            + ": pass@1 "
            + Figures.percent(all.baseline())
            + " -> "
            + Figures.percent(all.candidate())
            + " on "
            + Figures.count(all.problems())
            + " problems");
    lines.add(
        "difference "
            + Figures.points(all.difference())
            + " points, 95 % interval "
            + Figures.points(all.low95())
            + " to "
            + Figures.points(all.high95())
            + ", p = "
            + Figures.pValue(all.p())
            + " ("
            + all.test()
            + ")");
    lines.add("problems   " + comparison.better() + " better, " + comparison.worse() + " worse");
    comparison.protocolDifferences().forEach(text -> lines.add("forced     " + text));
    comparison.warnings().forEach(text -> lines.add("note       " + text));
    lines.add("files      " + out.display(PAGE) + ", " + JSON);
    return lines;
  }

  /** Writes the page and the JSON, each whole. */
  public void write(RunDirectory out) throws IOException {
    out.writeJson(JSON, comparison);
    out.writeText(PAGE, new ComparisonPage(comparison).html());
  }

  private static String level(ProblemRow problem) {
    return problem.level() == 0 ? "" : "level " + problem.level();
  }

  private static List<String> warnings(
      RunScores baseline, RunScores candidate, PairedProblems paired) {
    List<String> warnings = new ArrayList<>();
    warnOfErrors(warnings, "baseline", baseline);
    warnOfErrors(warnings, "candidate", candidate);
    int unpaired =
        baseline.problems().size() + candidate.problems().size() - 2 * paired.pairs().size();
    if (unpaired > 0) {
      warnings.add(unpaired + " problems are in one run only and left out");
    }
    if (baseline.manifest().identity().equals(candidate.manifest().identity())) {
      warnings.add(
          "both runs have the same weights, arithmetic and seed: a repetition, not a new sample");
    }
    return warnings;
  }

  private static void warnOfErrors(List<String> warnings, String side, RunScores run) {
    long errors = run.count("engine_error");
    if (errors > 0) {
      warnings.add(
          errors
              + " completions of the "
              + side
              + " are engine errors and count as not correct: look into them before the scores");
    }
  }
}
