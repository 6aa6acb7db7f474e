package io.retort.job.likelihood;

import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.job.likelihood.ChoiceScore.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which texts are scored after a problem's prompt. */
public enum Mode {
  /** The letter of each option. */
  LETTER {
    @Override
    List<String> texts(Problem problem) {
      return Problem.letters(problem.choices().size());
    }
  },

  /** What each option says. */
  TEXT {
    @Override
    List<String> texts(Problem problem) {
      return problem.choices();
    }
  },

  /** The target, for its perplexity. */
  TARGET {
    @Override
    List<String> texts(Problem problem) {
      return List.of(problem.target());
    }
  };

  abstract List<String> texts(Problem problem);

  /** What options are compared by; letters are all of one length. */
  List<Measure> measures() {
    return this == LETTER ? List.of(Measure.SUM) : List.of(Measure.values());
  }

  /** Whether an option is chosen. */
  public boolean isChoice() {
    return this != TARGET;
  }

  /**
   * The mode of this word.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static Mode of(String word) {
    return Arrays.stream(values())
        .filter(mode -> mode.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--mode must be one of "
                        + Arrays.stream(values()).map(Mode::word).collect(Collectors.joining(", "))
                        + ", but was '"
                        + word
                        + "'"));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why a problem cannot be asked so, as an exception. */
  void require(Problem problem) {
    if (isChoice() && problem.kind() != ProblemKind.CHOICE) {
      throw new IllegalArgumentException("must have choices, but has none");
    }
    if (problem.target().isEmpty()) {
      throw new IllegalArgumentException("must have a target, but has none");
    }
  }
}
