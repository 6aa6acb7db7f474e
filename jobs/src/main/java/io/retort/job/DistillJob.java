package io.retort.job;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.job.config.DistillConfig;
import io.retort.job.config.InvalidInputException;
import io.retort.job.config.SettingsReader;
import io.retort.job.report.DistillTable;
import io.retort.job.run.PreparedRun;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.RunPreparation;
import io.retort.job.run.RunRequest;
import io.retort.job.trace.SetStats;
import io.retort.job.trace.TraceStats;
import io.retort.job.trace.Traces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prompts, k rollouts of each, and of those the correct ones as training text.
 *
 * <p>Also a main class of its own: {@code spark-submit --class io.retort.job.DistillJob … CONF}.
 */
@Command(
    name = "distill",
    description = "Writes a distillation set: reasoning traces that grade correct, as Parquet.",
    footer = {
      "",
      "Started again on the same directory, it generates only what is missing.",
      "",
      "Examples:",
      "  retort distill",
      "  retort distill conf/distill.yaml --set distill.problems=5000",
      "  retort distill --from runs/sweep --set distill.dir=runs/sweep-traces"
    })
public final class DistillJob implements Callable<Integer> {

  private final JobEnvironment environment;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Sorts the completions of this finished run and generates nothing.")
  private @Nullable String from;

  @Spec private @Nullable CommandSpec spec;

  public DistillJob() {
    this(JobEnvironment.system());
  }

  DistillJob(JobEnvironment environment) {
    this.environment = environment;
  }

  /** Runs a distillation with the arguments of {@code retort distill}. */
  public static void main(String[] arguments) {
    RetortCommand.runAndExit(new DistillJob(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    SettingsReader reader = settings.load(List.of());
    DistillConfig config = DistillConfig.read(reader);
    if (from == null) {
      generate(config, reader);
    } else {
      sort(from, config, reader);
    }
    return ExitCode.DONE;
  }

  private void generate(DistillConfig config, SettingsReader reader) throws IOException {
    RunRequest request =
        new RunRequest(
            config.dir(),
            () -> prompts(config),
            config.problems(),
            config.generation(),
            reader.values());
    PreparedRun prepared =
        new RunPreparation(environment.models(), environment.clock(), reader.problems())
            .prepare(request, SparkStart.hadoop());
    RunDirectory set = prepared.directory();
    requireOwn(set, prepared.manifest());
    try (JavaSparkContext spark = start(config)) {
      PrintWriter progress = RetortCommand.lineOf(spec).getErr();
      RunExecution done = RunExecution.of(prepared, environment, spark, progress);
      write(spark, set, done.manifest(), set);
    }
  }

  private void sort(String runDirectory, DistillConfig config, SettingsReader reader)
      throws IOException {
    Configuration hadoop = SparkStart.hadoop();
    List<String> problems = new ArrayList<>(reader.problems());
    RunDirectory run = RunDirectory.at(runDirectory, hadoop);
    Optional<RunManifest> manifest = FinishedRun.check(run, problems);
    RunDirectory set = RunDirectory.at(config.dir(), hadoop);
    try {
      set.requireWritable();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    requireOwn(set, manifest.orElseThrow());
    PrintWriter err = RetortCommand.lineOf(spec).getErr();
    String benchmark = manifest.orElseThrow().benchmark();
    if (!benchmark.equals(DistillConfig.TRAINING_SPLIT)) {
      err.println(
          "note: the prompts are those of '"
              + benchmark
              + "'; if that is a benchmark, it no longer measures a student trained on this set");
    }
    try (JavaSparkContext spark = start(config)) {
      write(spark, run, manifest.orElseThrow(), set);
    }
  }

  private void write(
      JavaSparkContext spark, RunDirectory run, RunManifest manifest, RunDirectory set)
      throws IOException {
    TraceStats counts = new Traces(spark, run, manifest).writeSet(set);
    SetStats stats =
        new SetStats(manifest.runId(), manifest.benchmark(), run.display(), SetStats.RULE, counts);
    set.writeJson(SetStats.FILE, stats);
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    DistillTable.lines(set, manifest, stats).forEach(out::println);
    out.flush();
  }

  private static JavaSparkContext start(DistillConfig config) {
    return SparkStart.open("retort distill", config.generation().master());
  }

  private static Benchmark prompts(DistillConfig config) {
    if (!config.prompts().equals(DistillConfig.TRAINING_SPLIT)) {
      return Benchmarks.open(
          config.prompts(),
          config.file().isEmpty() ? Optional.empty() : Optional.of(Path.of(config.file())));
    }
    if (!config.file().isEmpty()) {
      throw new IllegalArgumentException(
          "distill.file must be empty for generated prompts, but was '"
              + config.file()
              + "'; set distill.prompts=jsonl to read it");
    }
    return Benchmarks.trainingProblems(config.problems(), config.promptSeed());
  }

  /** A set is never replaced by one of another run. */
  private static void requireOwn(RunDirectory set, RunManifest run) throws IOException {
    if (!set.has(SetStats.FILE)) {
      return;
    }
    String owner = set.readJson(SetStats.FILE, SetStats.class).runId();
    if (!owner.equals(run.runId())) {
      throw new InvalidInputException(
          List.of(
              set.display()
                  + " must be free or hold the set of run "
                  + run.runId()
                  + ", but holds that of "
                  + owner
                  + "; give another distill.dir"));
    }
  }
}
