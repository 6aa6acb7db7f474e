package io.retort.job;

import io.retort.job.config.InvalidInputException;
import io.retort.job.grade.FileGrading;
import io.retort.job.grade.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Grades completions that exist already. No model; Spark only for those of a run. */
@Command(
    name = "grade",
    description =
        "Grades the rows of a JSONL or Parquet file, or the completions of a run once more.",
    footer = {
      "",
      "Of a run, a new version of its scores is written beside the old (scores-v2/, then",
      "scores-v3/), and becomes the one that reports read; scores.json lists them, metrics.json,",
      "traces/ and report/ are made anew, and changes-v2.json has every row whose outcome changed.",
      "",
      "Rows of a file have 'target' (a list: alternatives) and either 'completion', of which",
      "what follows </think> is graded, or 'answer', which is graded as it stands;",
      "'finish_reason' and 'error' are used where they are. Added: outcome, extracted,",
      "explanation, points; every other column is kept.",
      "",
      "Graders and their presets, the first of which is used if none is named:",
      "  math    mathematics by what it means: standard, r1, lighteval, lm-eval",
      "  choice  the option letter, or the option's content",
      "  text    equal after SQuAD's normalisation",
      "  boxed   the last \\boxed{} by exact value",
      "  exact   equal after normalisation: squad, drop, strict",
      "  f1      overlap of words: squad, drop, strict, and simple-evals, which is drop for what",
      "          follows the last 'Answer:'",
      "  regex   the target is a regular expression",
      "  json    equal, subset, schema",
      "  ifeval  rows of 'instructions', 'kwargs' and 'response' (or 'completion'); adds 'strict'",
      "          and 'loose', one verdict for each instruction",
      "Several at once: all:exact,regex  any:boxed,exact  weighted:boxed=2,f1=1",
      "",
      "A row that cannot be graded is an error (exit code 2) and nothing is written.",
      "",
      "Examples:",
      "  retort grade --in answers.jsonl --out graded.jsonl --grader exact --preset drop",
      "  retort grade --run runs/sweep --grader math"
    })
public final class GradeJob implements Callable<Integer> {

  private final JobEnvironment environment;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--grader",
      paramLabel = "NAME",
      description = "See below. Default: math for a file, and for a run the grader it has.")
  private @Nullable String grader;

  @Option(names = "--preset", paramLabel = "NAME", description = "The grader's settings.")
  private @Nullable String preset;

  @Spec private @Nullable CommandSpec spec;

  public GradeJob() {
    this(JobEnvironment.system());
  }

  GradeJob(JobEnvironment environment) {
    this.environment = environment;
  }

  /** Grades with the arguments of {@code retort grade}: a main class for spark-submit. */
  public static void main(String[] arguments) {
    RetortCommand.runAndExit(new GradeJob(), arguments);
  }

  /** What is graded. */
  private static final class Source {

    @ArgGroup(exclusive = false)
    private @Nullable Files files;

    @Option(
        names = "--run",
        required = true,
        paramLabel = "DIR",
        description = "Directory of a finished run.")
    private @Nullable String run;
  }

  /** A file with its verdicts. */
  private static final class Files {

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
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    if (source.run != null) {
      new RunGrading(source.run, environment).grade(grader, preset).forEach(print::println);
    } else {
      grade(Objects.requireNonNull(source.files, "picocli wants one of the two"), print);
    }
    print.flush();
    return ExitCode.DONE;
  }

  private void grade(Files files, PrintWriter print) throws IOException {
    FileGrading grading = grading();
    long start = System.nanoTime();
    Tally tally = grading.grade(files.in, files.out);
    double seconds = (System.nanoTime() - start) / 1e9;
    print.println("outcomes   " + tally.outcomes());
    print.printf(Locale.ROOT, "points     %.2f %% of %,d rows%n", 100 * tally.mean(), tally.rows());
    print.printf(
        Locale.ROOT,
        "speed      %,.0f rows/s (%,d rows in %.2f s)%n",
        tally.rows() / seconds,
        tally.rows(),
        seconds);
    print.println("files      " + files.out);
  }

  private FileGrading grading() {
    try {
      return FileGrading.named(grader == null ? "math" : grader, Optional.ofNullable(preset));
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
  }
}
