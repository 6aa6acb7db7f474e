package io.retort.grader.text;

import java.util.Optional;

/** How an answer is compared with a target, wherever the answer was found. */
interface AnswerRule {

  /** Why {@code target} cannot be compared with; empty if it can. */
  Optional<String> problemWithTarget(String target);

  /** Compares; {@code target} has no problem. */
  Grade compare(String answer, String target);

  /** See {@link AnswerGrader#partialPoints}. */
  default Optional<String> partialPoints() {
    return Optional.empty();
  }

  /** One spelling for all answers that are taken as equal. */
  String canonical(String answer);
}
