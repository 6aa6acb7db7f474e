package io.retort.benchmark;

import java.util.List;

/**
 * One benchmark item.
 *
 * @param id unique within the benchmark
 * @param benchmark name of the benchmark it belongs to
 * @param kind what it asks for
 * @param context text that the question is about and that stands before it, such as a passage;
 *     empty if there is none
 * @param messages what the model is asked, before the chat template; the last turn is the user's
 *     and holds the question
 * @param choices the options of a multiple choice, in the order of their letters from A; empty
 *     otherwise
 * @param target the reference answer, in LaTeX where it is no plain number; the letter of a choice;
 *     empty only where the kind has none
 * @param alternatives other answers that are right as well
 * @param subject family or subject; empty if the benchmark has none
 * @param level difficulty from 1; 0 if the benchmark has none
 * @param metadata what else the source says, as a JSON object; {@code {}} if nothing
 * @param solution how the target is come to, in words, for problems that are shown as solved
 *     examples; empty if there is none
 */
public record Problem(
    String id,
    String benchmark,
    ProblemKind kind,
    String context,
    List<Message> messages,
    List<String> choices,
    String target,
    List<String> alternatives,
    String subject,
    int level,
    String metadata,
    String solution) {

  /** The metadata of a problem without any. */
  public static final String NO_METADATA = "{}";

  private static final int MOST_CHOICES = 26; // letters

  public Problem {
    messages = List.copyOf(messages);
    choices = List.copyOf(choices);
    alternatives = List.copyOf(alternatives);
    if (choices.size() > MOST_CHOICES) {
      throw new IllegalArgumentException(
          "there must be at most " + MOST_CHOICES + " choices, but are " + choices.size());
    }
    if (kind != ProblemKind.CHOICE && !choices.isEmpty()) {
      throw new IllegalArgumentException(
          "choices must come with the kind choice, but it was " + kind.word());
    }
    if (kind == ProblemKind.CHOICE && !letters(choices.size()).contains(target)) {
      throw new IllegalArgumentException(
          "target must be the letter of one of "
              + choices.size()
              + " choices, but was '"
              + target
              + "'");
    }
  }

  /** A problem that is asked, not shown. */
  public Problem(
      String id,
      String benchmark,
      ProblemKind kind,
      String context,
      List<Message> messages,
      List<String> choices,
      String target,
      List<String> alternatives,
      String subject,
      int level,
      String metadata) {
    this(
        id,
        benchmark,
        kind,
        context,
        messages,
        choices,
        target,
        alternatives,
        subject,
        level,
        metadata,
        "");
  }

  /** A problem of mathematics with nothing but a question, an answer and where they belong. */
  public Problem(
      String id,
      String benchmark,
      List<Message> messages,
      String target,
      String subject,
      int level) {
    this(
        id,
        benchmark,
        ProblemKind.MATH,
        "",
        messages,
        List.of(),
        target,
        List.of(),
        subject,
        level,
        NO_METADATA);
  }

  /** The last turn: what is asked, without context and choices. */
  public String question() {
    return messages.get(messages.size() - 1).content();
  }

  /** The letters of the first so many choices: A, B, C… */
  public static List<String> letters(int count) {
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        .substring(0, count)
        .chars()
        .mapToObj(Character::toString)
        .toList();
  }

  public Problem withMessages(List<Message> other) {
    return new Problem(
        id,
        benchmark,
        kind,
        context,
        other,
        choices,
        target,
        alternatives,
        subject,
        level,
        metadata,
        solution);
  }

  public Problem withSolution(String other) {
    return new Problem(
        id,
        benchmark,
        kind,
        context,
        messages,
        choices,
        target,
        alternatives,
        subject,
        level,
        metadata,
        other);
  }

  /** The same problem with its choices in another order. */
  public Problem withChoices(List<String> other, String newTarget, String newMetadata) {
    return new Problem(
        id,
        benchmark,
        kind,
        context,
        messages,
        other,
        newTarget,
        alternatives,
        subject,
        level,
        newMetadata,
        solution);
  }
}
