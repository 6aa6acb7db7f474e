package io.retort.grader.text;

import io.retort.grader.CompletionText;
import io.retort.grader.Grader;
import io.retort.grader.Verdict;
import java.util.List;
import java.util.Optional;

/** A grader that also takes a bare answer, which somebody else has found already. */
public interface AnswerGrader extends Grader {

  /** Judges a completion: finds its answer first. */
  Grade judge(CompletionText completion, String target);

  /** Judges an answer as it stands. */
  Grade judgeAnswer(String answer, String target);

  /**
   * Judges a completion against a target and others that are right as well: the best counts.
   *
   * @param targets at least one
   */
  default Grade judge(CompletionText completion, List<String> targets) {
    return Grade.best(targets.stream().map(target -> judge(completion, target)).toList());
  }

  /**
   * What its points are called where it gives parts of one, such as {@code F1}; empty if a grade is
   * all or nothing.
   */
  default Optional<String> partialPoints() {
    return Optional.empty();
  }

  @Override
  default Verdict grade(CompletionText completion, String target) {
    return judge(completion, target).verdict();
  }
}
