package io.retort.job;

import io.retort.job.run.Versions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code retort}: one subcommand for each job. */
@Command(
    name = "retort",
    description = "Batch evaluation and distillation of reasoning mixture-of-experts models.",
    subcommands = {
      SweepJob.class,
      DistillJob.class,
      GradeJob.class,
      ReportJob.class,
      ImportCommand.class,
      StatsCommand.class,
      TokenizeCommand.class,
      ScoreCommand.class,
      LikelihoodCommand.class,
      GenerateCommand.class,
      ModelCommand.class,
      SynthCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      PackageCommand.class,
      TrainCommand.class
    },
    versionProvider = RetortCommand.Version.class,
    footer = {
      "",
      "Exit codes: 0 done; 1 done, but a regression was found;",
      "2 bad arguments, settings or input; 3 the run failed.",
      "",
      "retort COMMAND --help says more."
    })
public final class RetortCommand implements Runnable {

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Prints the version.")
  @SuppressWarnings("UnusedVariable") // picocli sets it, nobody reads it
  private boolean version;

  @Spec private @Nullable CommandSpec spec;

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    runAndExit(new RetortCommand(), arguments);
  }

  /** What every main class does. */
  static void runAndExit(Object command, String[] arguments) {
    SignalExit.install();
    System.exit(execute(command, arguments));
  }

  /** Runs a command in this JVM and returns its exit code. */
  public static int execute(Object command, String... arguments) {
    return line(command).execute(arguments);
  }

  /** A command ready to be executed, with what all commands have in common. */
  static CommandLine line(Object command) {
    CommandErrors errors = new CommandErrors();
    CommandLine line = new CommandLine(command);
    addCommonOptions(line);
    return line.setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setUsageHelpWidth(100) // where nobody says how wide the terminal is
        .setUsageHelpAutoWidth(true);
  }

  private static void addCommonOptions(CommandLine line) {
    line.addMixin("common", new CommonOptions());
    line.getSubcommands().values().forEach(RetortCommand::addCommonOptions);
  }

  /** The command line a job runs under. */
  static CommandLine lineOf(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "picocli sets it").commandLine();
  }

  /** An option that is another way to write {@code --set key=value}; none if it was not given. */
  static List<String> assignment(String key, @Nullable String value) {
    return value == null ? List.of() : List.of(key + "=" + value);
  }

  @Override
  public void run() {
    CommandLine line = lineOf(spec);
    throw new CommandLine.ParameterException(line, "a command must be given, but none was");
  }

  /** The version as {@code --version} prints it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"retort " + Versions.retort()};
    }
  }
}
