package io.retort.job.grade;

import io.retort.grader.ifeval.IfEval;
import io.retort.grader.text.Grade;
import java.util.List;
import java.util.Optional;

/**
 * The columns that grading adds to a row.
 *
 * @param points in [0, 1]
 * @param checks the verdict on each instruction; only from a grader of instructions
 */
record GradedRow(
    String outcome, String extracted, String explanation, double points, Optional<IfEval> checks) {

  /** The columns' names; a row that has one of them already gets the new value. */
  static final List<String> COLUMNS = List.of("outcome", "extracted", "explanation", "points");

  /** The further columns of a grader of instructions. */
  static final List<String> CHECK_COLUMNS = List.of("strict", "loose");

  static GradedRow of(Grade grade, Optional<IfEval> checks) {
    return new GradedRow(
        grade.verdict().outcome(),
        grade.verdict().extracted(),
        grade.verdict().explanation(),
        grade.points(),
        checks);
  }
}
