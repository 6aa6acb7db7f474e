package io.retort.job.grade;

import io.retort.job.lines.Fields;
import java.util.Set;

/** Grades one row of a file. */
interface RowGrader {

  /** The columns that {@link #grade} looks at; it needs no others. */
  Set<String> reads();

  /** Whether the added columns have the verdict on each instruction among them. */
  boolean checksInstructions();

  /**
   * The columns to add.
   *
   * @throws IllegalArgumentException if the row is not one that can be graded; an answer that
   *     cannot be judged is an outcome instead
   */
  GradedRow grade(Fields row);
}
