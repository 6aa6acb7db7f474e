package io.retort.job;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.benchmark.protocol.Presets;
import io.retort.job.config.BenchmarkConfig;
import io.retort.job.config.GenerationConfig;
import io.retort.job.config.SettingsReader;
import io.retort.job.config.SweepConfig;
import io.retort.job.report.SweepTable;
import io.retort.job.run.PreparedRun;
import io.retort.job.run.RunPreparation;
import io.retort.job.run.RunRequest;
import io.retort.job.trace.TraceStats;
import io.retort.job.trace.Traces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
 * A benchmark, k rollouts of each problem, their verdicts and metrics.
 *
 * <p>Also a main class of its own: {@code spark-submit --class io.retort.job.SweepJob … CONF}.
 */
@Command(
    name = "sweep",
    description = "Runs a model over a benchmark: completions, verdicts, traces and metrics.",
    footer = {
      "",
      "Started again on the same run directory, it generates only what is missing.",
      "",
      "Examples:",
      "  retort sweep",
      "  retort sweep conf/sweep.yaml --set model.path=/models/R1 --set sampling.rollouts=16",
      "  retort sweep conf/gsm8k.yaml --set benchmark.file=gsm8k_test.jsonl"
    })
public final class SweepJob implements Callable<Integer> {

  private final JobEnvironment environment;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Run directory; the same as --set run.dir=DIR.")
  private @Nullable String runDir;

  @Spec private @Nullable CommandSpec spec;

  public SweepJob() {
    this(JobEnvironment.system());
  }

  SweepJob(JobEnvironment environment) {
    this.environment = environment;
  }

  /** Runs a sweep with the arguments of {@code retort sweep}. */
  public static void main(String[] arguments) {
    System.exit(RetortCommand.line(new SweepJob()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    SettingsReader reader = settings.load(RetortCommand.assignment("run.dir", runDir));
    SweepConfig config = SweepConfig.read(reader);
    PreparedRun prepared =
        new RunPreparation(environment.models(), environment.clock(), reader.problems())
            .prepare(request(config, reader), new Configuration());
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    PrintWriter err = RetortCommand.lineOf(spec).getErr();
    GenerationConfig generation = config.generation();
    try (JavaSparkContext spark = SparkStart.open("retort sweep", generation.master())) {
      RunExecution done = RunExecution.of(prepared, environment, spark, err);
      TraceStats traces =
          new Traces(spark, prepared.directory(), done.manifest()).writeBesideScores();
      new SweepTable(prepared.directory(), done.manifest(), done.metrics(), traces)
          .lines()
          .forEach(out::println);
      out.flush();
    }
    return ExitCode.DONE;
  }

  private static RunRequest request(SweepConfig config, SettingsReader reader) {
    BenchmarkConfig benchmark = config.benchmark();
    Optional<Path> file =
        benchmark.file().isEmpty() ? Optional.empty() : Optional.of(Path.of(benchmark.file()));
    return new RunRequest(
        config.runDir(),
        () -> asked(Benchmarks.open(benchmark.name(), file), benchmark.protocol()),
        benchmark.limit(),
        config.generation(),
        reader.values());
  }

  private static Benchmark asked(Benchmark benchmark, String protocol) {
    return Presets.of(protocol, benchmark).ask(benchmark);
  }
}
