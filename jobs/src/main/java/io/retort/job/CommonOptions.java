package io.retort.job;

import picocli.CommandLine.Option;

/** Options of every command, put there by {@link RetortCommand#line}. */
@SuppressWarnings("UnusedVariable") // picocli sets the fields, nobody reads them
final class CommonOptions {

  @Option(names = "--verbose", description = "Prints the stack trace of a failure.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Prints this text.")
  private boolean help;
}
