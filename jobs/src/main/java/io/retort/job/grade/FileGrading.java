package io.retort.job.grade;

import io.retort.grader.text.Graders;
import io.retort.job.config.InvalidInputException;
import io.retort.job.lines.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Grades a file: picks the grader by its name and the format by the ending. */
public final class FileGrading {

  /** Name of the grader of rows with instructions. */
  public static final String INSTRUCTIONS = InstructionGrading.NAME;

  private final RowGrader grader;

  private FileGrading(RowGrader grader) {
    this.grader = grader;
  }

  /**
   * With a grader by name, as {@link Graders#named} knows it, or {@code ifeval}.
   *
   * @throws IllegalArgumentException if there is no such grader or preset
   */
  public static FileGrading named(String grader, Optional<String> preset) {
    if (!grader.equals(INSTRUCTIONS)) {
      return new FileGrading(new AnswerGrading(Graders.named(grader, preset)));
    }
    preset.ifPresent(
        given -> {
          throw new IllegalArgumentException(
              "grader 'ifeval' takes no preset, but '" + given + "' was given");
        });
    return new FileGrading(new InstructionGrading());
  }

  /** The names that {@link #named} takes, but for combinations. */
  public static List<String> names() {
    return Stream.concat(Graders.names().stream(), Stream.of(INSTRUCTIONS)).sorted().toList();
  }

  /**
   * Grades every row of {@code in} into {@code out}, which appears whole or not at all.
   *
   * @throws InvalidInputException if a row cannot be graded, naming its line
   */
  public Tally grade(Path in, Path out) throws IOException {
    Format format = Format.of(in);
    if (format != Format.of(out)) {
      throw new InvalidInputException(
          List.of("--in and --out must be of one format, but are " + in + " and " + out));
    }
    Tally tally = new Tally();
    WholeFile.write(out, part -> gradeInto(part, in, format, tally));
    return tally;
  }

  private void gradeInto(Path part, Path in, Format format, Tally tally) throws IOException {
    if (format == Format.JSONL) {
      JsonlGrading.grade(in, part, grader, tally);
    } else {
      new ParquetGrading(grader).grade(in, part, tally);
    }
    if (tally.rows() == 0) {
      throw new InvalidInputException(List.of(in + " must hold at least one row, but has none"));
    }
  }

  private enum Format {
    JSONL,
    PARQUET;

    static Format of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".jsonl") || name.endsWith(".json")) {
        return JSONL;
      }
      if (name.endsWith(".parquet")) {
        return PARQUET;
      }
      throw new InvalidInputException(
          List.of(file + " must end in .jsonl or .parquet, but does not"));
    }
  }
}
