package io.retort.job.table;

import java.util.List;

/** Rows for tests, different only where a test says so. */
public final class Rows {

  private Rows() {}

  public static CompletionRow completion(String problemId, int rollout, String text) {
    return new CompletionRow(
        "run-1",
        "p".repeat(64),
        "f".repeat(64),
        problemId,
        rollout,
        7,
        "a".repeat(64),
        21,
        text,
        12,
        "stop",
        "",
        -3.5,
        40,
        200,
        "driver",
        "cpu",
        "0.1.0",
        1_767_225_600_000L);
  }

  public static ProblemRow problem(String problemId, String target, String subject, int level) {
    return new ProblemRow(
        problemId,
        "steps",
        List.of(new MessageRow("user", "What is " + problemId + "?")),
        target,
        List.of(),
        List.of(),
        subject,
        level);
  }
}
