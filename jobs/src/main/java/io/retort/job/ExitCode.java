package io.retort.job;

/** What a command's exit code means. */
final class ExitCode {

  /** Done, and every gate passed. */
  static final int DONE = 0;

  /** Done, but a gate failed: a regression was found. */
  static final int GATE_FAILED = 1;

  /** Bad arguments, settings or input; nothing was run. */
  static final int BAD_INPUT = 2;

  /** The run failed. */
  static final int FAILED = 3;

  private ExitCode() {}
}
