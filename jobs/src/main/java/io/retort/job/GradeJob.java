package io.retort.job;

import io.retort.job.config.InvalidInputException;
import io.retort.job.grade.FileGrading;
import io.retort.job.grade.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Grades completions that exist already. No Spark, no model. */
@Command(
    name = "grade",
    description = "Grades the rows of a JSONL or Parquet file.",
    footer = {
      "",
      "Rows have 'target' (a list: alternatives) and either 'completion', of which what follows",
      "</think> is graded, or 'answer', which is graded as it stands; 'finish_reason' and 'error'",
      "are used where they are. Added: outcome, extracted, explanation, points; every other",
      "column is kept.",
      "",
      "Graders and their presets, the first of which is used if none is named:",
      "  boxed   the last \\boxed{} by exact value",
      "  exact   equal after normalisation: squad, drop, strict",
      "  f1      overlap of words: squad, drop, strict",
      "  regex   the target is a regular expression",
      "  json    equal, subset, schema",
      "  ifeval  rows of 'instructions', 'kwargs' and 'response' (or 'completion'); adds 'strict'",
      "          and 'loose', one verdict for each instruction",
      "Several at once: all:exact,regex  any:boxed,exact  weighted:boxed=2,f1=1",
      "",
      "A row that cannot be graded is an error (exit code 2) and nothing is written.",
      "",
      "Example:",
      "  retort grade --in answers.jsonl --out graded.jsonl --grader exact --preset drop"
    })
public final class GradeJob implements Callable<Integer> {

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "Rows to grade: .jsonl or .parquet.")
  private Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where they go with their verdicts, in the same order and format.")
  private Path out = Path.of("");

  @Option(
      names = "--grader",
      defaultValue = "boxed",
      paramLabel = "NAME",
      description = "See below. Default: ${DEFAULT-VALUE}.")
  private String grader = "";

  @Option(names = "--preset", paramLabel = "NAME", description = "The grader's settings.")
  private @Nullable String preset;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    FileGrading grading = grading();
    long start = System.nanoTime();
    Tally tally = grading.grade(in, out);
    double seconds = (System.nanoTime() - start) / 1e9;
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    print.println("outcomes   " + tally.outcomes());
    print.printf(Locale.ROOT, "points     %.2f %% of %,d rows%n", 100 * tally.mean(), tally.rows());
    print.printf(
        Locale.ROOT,
        "speed      %,.0f rows/s (%,d rows in %.2f s)%n",
        tally.rows() / seconds,
        tally.rows(),
        seconds);
    print.println("files      " + out);
    print.flush();
    return ExitCode.DONE;
  }

  private FileGrading grading() {
    try {
      return FileGrading.named(grader, Optional.ofNullable(preset));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(List.of(String.valueOf(e.getMessage())));
    }
  }
}
