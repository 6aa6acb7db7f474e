package io.retort.job.trace;

/**
 * What a distillation set holds and where it comes from: {@code stats.json}.
 *
 * @param runId of the run whose completions were sorted
 * @param source name of the benchmark or prompt set
 * @param runDirectory where that run lies
 * @param rule what a kept trace is
 * @param counts what became of the completions
 */
public record SetStats(
    String runId, String source, String runDirectory, String rule, TraceStats counts) {

  /** Name of the file in the set's directory. */
  public static final String FILE = "stats.json";

  /** The rule of {@link TraceRule} in words. */
  public static final String RULE = "outcome is correct, and the completion is in R1 format";
}
