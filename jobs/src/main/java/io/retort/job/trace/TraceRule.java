package io.retort.job.trace;

import io.retort.job.table.ScoreRow;
import java.util.Optional;

/** Which completions become training text: the correct ones in R1 format. */
final class TraceRule {

  /** Correct, but not one reasoning part followed by one boxed answer. */
  static final String FORMAT = "format";

  private TraceRule() {}

  /** Why a completion is not kept: its outcome, or {@link #FORMAT}; empty if it is. */
  static Optional<String> rejects(ScoreRow score) {
    if (!score.isCorrect()) {
      return Optional.of(score.outcome());
    }
    return score.formatOk() ? Optional.empty() : Optional.of(FORMAT);
  }
}
