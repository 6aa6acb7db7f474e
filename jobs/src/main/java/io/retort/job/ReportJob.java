package io.retort.job;

import io.retort.job.config.InvalidInputException;
import io.retort.job.config.ReportConfig;
import io.retort.job.config.SettingsReader;
import io.retort.job.report.ComparisonReport;
import io.retort.job.report.RunReport;
import io.retort.job.run.Protocol;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.score.RunMetrics;
import io.retort.metric.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The page of a run, or its comparison with a baseline, problem by problem. Reads tables only: no
 * Spark, no model.
 *
 * <p>Two runs are comparable if their protocols agree ({@link Protocol}): problems, prompt,
 * sampling, rollouts, grader. Weights, arithmetic and seed may differ.
 */
@Command(
    name = "report",
    description = {
      "Compares a run with a baseline and fails if it regressed;",
      "without a baseline, writes the page of the run once more."
    },
    footer = {
      "",
      "Two runs are comparable if they asked the same problems with the same prompt, sampling,",
      "rollouts and grader; the model's weights, its arithmetic and the seed may differ.",
      "",
      "Exit code: 0 no regression, 1 regressed, 2 not comparable or bad arguments.",
      "",
      "Examples:",
      "  retort report --runs runs/tonight --baseline runs/last-week --out runs/report",
      "  retort report --run runs/tonight"
    })
public final class ReportJob implements Callable<Integer> {

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = {"--runs", "--run"},
      required = true,
      paramLabel = "DIR",
      description = "Run directory, of the candidate where two are compared.")
  private String candidateDir = "";

  @Option(names = "--baseline", paramLabel = "DIR", description = "Run directory to compare with.")
  private @Nullable String baselineDir;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where index.html and, of a comparison, report.json go. Default without a baseline:"
              + " report in the run directory.")
  private @Nullable String outDir;

  @Option(names = "--force", description = "Compares runs of unlike protocols all the same.")
  private boolean force;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (baselineDir == null) {
      page();
      return ExitCode.DONE;
    }
    if (outDir == null) {
      throw new ParameterException(
          RetortCommand.lineOf(spec), "--out must be given with --baseline, but is not");
    }
    return compare(baselineDir, outDir);
  }

  private void page() throws IOException {
    Configuration hadoop = SparkStart.hadoop();
    List<String> problems = settings.load(List.of()).problems();
    RunDirectory run = RunDirectory.at(candidateDir, hadoop);
    Optional<RunManifest> manifest = FinishedRun.check(run, problems);
    RunDirectory out =
        outDir == null ? run.folder(RunReport.FOLDER) : RunDirectory.at(outDir, hadoop);
    requireWritable(out, problems);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    RunMetrics metrics = run.readJson(RunExecution.METRICS, RunMetrics.class);
    RunReport.write(run, manifest.orElseThrow(), metrics, out);
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    print.println("files      " + out.display(RunReport.PAGE));
    print.flush();
  }

  private int compare(String baselineRun, String outFolder) throws IOException {
    SettingsReader reader = settings.load(List.of());
    ReportConfig config = ReportConfig.read(reader);
    Configuration hadoop = SparkStart.hadoop();
    RunDirectory baseline = RunDirectory.at(baselineRun, hadoop);
    RunDirectory candidate = RunDirectory.at(candidateDir, hadoop);
    RunDirectory out = RunDirectory.at(outFolder, hadoop);
    List<String> problems = reader.problems();
    Optional<RunManifest> before = FinishedRun.check(baseline, problems);
    Optional<RunManifest> now = FinishedRun.check(candidate, problems);
    before.ifPresent(b -> now.ifPresent(c -> requireComparable(b, c, problems)));
    requireWritable(out, problems);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    ComparisonReport report =
        ComparisonReport.of(
            baseline,
            before.orElseThrow(),
            candidate,
            now.orElseThrow(),
            config.rule(),
            config.changedProblems());
    report.write(out);
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    report.lines(out).forEach(print::println);
    print.flush();
    return report.decision() == Decision.REGRESSED ? ExitCode.GATE_FAILED : ExitCode.DONE;
  }

  private static void requireWritable(RunDirectory out, List<String> problems) {
    try {
      out.requireWritable();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private void requireComparable(
      RunManifest baseline, RunManifest candidate, List<String> problems) {
    List<String> differences = Protocol.differences(baseline.protocol(), candidate.protocol());
    if (!differences.isEmpty() && !force) {
      problems.add(
          "the runs must have the same protocol to be compared, but differ (baseline and candidate)"
              + " in "
              + String.join("; ", differences)
              + "; --force compares them all the same");
    }
  }
}
