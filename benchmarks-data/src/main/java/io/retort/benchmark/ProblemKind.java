package io.retort.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a problem asks for, which decides how it is put to a model and how its answer is judged. */
public enum ProblemKind {
  /** A number or an expression. */
  MATH,
  /** One of the choices, by its letter. */
  CHOICE,
  /** An answer from the passage in the context. */
  READING,
  /** A text that follows instructions, which the metadata lists; there is no target. */
  INSTRUCTIONS,
  /** A program; the target is one that its authors wrote. */
  CODE;

  /** Whether a problem without a target cannot be judged. */
  public boolean hasTarget() {
    return this != INSTRUCTIONS && this != CODE;
  }

  /** The word used in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of this word.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static ProblemKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "kind '"
                        + word
                        + "' is unknown; known kinds: "
                        + Arrays.stream(values())
                            .map(ProblemKind::word)
                            .collect(Collectors.joining(", "))));
  }
}
