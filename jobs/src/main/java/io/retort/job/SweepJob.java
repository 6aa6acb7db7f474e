package io.retort.job;

import io.retort.job.config.SettingsReader;
import io.retort.job.config.SweepMatrix;
import io.retort.job.plan.SweepPlan;
import io.retort.job.plan.SweepPlanner;
import io.retort.job.plan.SweepRun;
import io.retort.job.report.PlanTable;
import io.retort.job.report.SweepOverview;
import io.retort.job.run.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Benchmarks, models and ways of sampling: for each combination a run with k rollouts of each
 * problem, their verdicts and metrics.
 *
 * <p>Also a main class of its own: {@code spark-submit --class io.retort.job.SweepJob … CONF}.
 */
@Command(
    name = "sweep",
    description = "Runs models over benchmarks: completions, verdicts, traces and metrics.",
    footer = {
      "",
      "Started again on the same run directory, it generates only what is missing.",
      "Lists in the settings (sweep.benchmarks, sweep.models, sweep.presets) make a",
      "run of each combination, in a directory of its own below the run directory.",
      "",
      "Examples:",
      "  retort sweep",
      "  retort sweep conf/sweep.yaml --set model.path=/models/R1 --set sampling.rollouts=16",
      "  retort sweep conf/gsm8k.yaml --set benchmark.file=gsm8k_test.jsonl",
      "  retort sweep conf/matrix.yaml --limit 20",
      "  retort sweep conf/matrix.yaml --dry-run --set cost.price_per_hour=2.5"
    })
public final class SweepJob implements Callable<Integer> {

  private final JobEnvironment environment;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Run directory; the same as --set run.dir=DIR.")
  private @Nullable String runDir;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Only the first so many problems of each benchmark; the same as --set benchmark.limit=N.")
  private @Nullable String limit;

  @Option(
      names = "--dry-run",
      description =
          "Checks everything and prints what would be done and what it would take, with one prompt"
              + " of each benchmark as the model will see it; loads no weights, writes nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Prints the results, or the plan, as JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  public SweepJob() {
    this(JobEnvironment.system());
  }

  public SweepJob(JobEnvironment environment) {
    this.environment = environment;
  }

  /** Runs a sweep with the arguments of {@code retort sweep}. */
  public static void main(String[] arguments) {
    RetortCommand.runAndExit(new SweepJob(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    SettingsReader reader = settings.load(shortcuts());
    SweepMatrix matrix = SweepMatrix.read(reader);
    List<SweepRun> runs =
        new SweepPreparation(environment, reader.problems()).prepare(matrix, SparkStart.hadoop());
    if (dryRun) {
      print(new SweepPlanner(runs).plan(matrix.dir()));
    } else {
      run(runs, matrix);
    }
    return ExitCode.DONE;
  }

  private void print(SweepPlan plan) throws IOException {
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    if (json) {
      out.println(RunDirectory.json(plan));
    } else {
      new PlanTable(plan).lines().forEach(out::println);
    }
    out.flush();
  }

  private void run(List<SweepRun> runs, SweepMatrix matrix) throws IOException {
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    PrintWriter err = RetortCommand.lineOf(spec).getErr();
    SweepExecution execution = new SweepExecution(matrix, environment, err);
    execution.run(runs);
    if (json) {
      out.println(RunDirectory.json(execution.rows()));
    } else {
      if (!matrix.isMatrix()) {
        execution.tables().get(0).lines().forEach(out::println);
        out.println();
      }
      new SweepOverview(execution.rows(), matrix.isMatrix()).lines().forEach(out::println);
    }
    out.flush();
    execution.throwIfAnyFailed();
  }

  /** Options that are another way to set a key. */
  private List<String> shortcuts() {
    List<String> assignments = new ArrayList<>(RetortCommand.assignment("run.dir", runDir));
    assignments.addAll(RetortCommand.assignment("benchmark.limit", limit));
    return assignments;
  }
}
