package io.retort.job;

import io.retort.job.config.InvalidInputException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints what went wrong for people: messages, and a stack trace only where it was asked for. */
final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(name(command) + ": " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See " + name(command) + " --help.");
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, @Nullable ParseResult parsed) {
    PrintWriter err = command.getErr();
    try {
      if (e instanceof InvalidInputException invalid) {
        int count = invalid.problems().size();
        err.println(
            name(command) + ": nothing was run" + (count == 1 ? ":" : ", " + count + " problems:"));
        invalid.problems().forEach(problem -> err.println("  " + problem));
        return ExitCode.BAD_INPUT;
      }
      err.println(name(command) + " failed:");
      causes(e).forEach(cause -> err.println("  " + cause));
      if (isVerbose(parsed)) {
        e.printStackTrace(err);
      } else {
        err.println("Run it again with --verbose to see where.");
      }
      return ExitCode.FAILED;
    } finally {
      err.flush();
    }
  }

  /**
   * The messages of an exception and its causes, without Spark's own, which holds the others' stack
   * traces.
   */
  private static List<String> causes(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (!(e instanceof SparkException) || e.getCause() == null) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        messages.add(message.lines().findFirst().orElse(e.getClass().getSimpleName()));
      }
    }
    return new ArrayList<>(messages);
  }

  private static boolean isVerbose(@Nullable ParseResult parsed) {
    return parsed != null && lowest(parsed).hasMatchedOption("--verbose");
  }

  private static ParseResult lowest(ParseResult parsed) {
    return parsed.hasSubcommand() ? lowest(parsed.subcommand()) : parsed;
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}
