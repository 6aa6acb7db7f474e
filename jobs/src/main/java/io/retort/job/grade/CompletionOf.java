package io.retort.job.grade;

import io.retort.grader.CompletionText;
import io.retort.job.lines.Fields;

/** The completion in a row. */
final class CompletionOf {

  private CompletionOf() {}

  /** A null completion is one that the engine did not produce; no finish reason is "stop". */
  static CompletionText row(Fields row) {
    String error = row.has("error") ? row.text("error") : "";
    if (!row.has("completion")) {
      return CompletionText.failed(error.isEmpty() ? "no completion" : error);
    }
    String finishReason = row.has("finish_reason") ? row.text("finish_reason") : "stop";
    return new CompletionText(finishReason, error, row.text("completion"));
  }
}
