package io.retort.grader.text;

import io.retort.grader.CompletionText;
import io.retort.grader.Grader;
import io.retort.grader.Verdict;

/** A grader that also takes a bare answer, which somebody else has found already. */
public interface AnswerGrader extends Grader {

  /** Judges a completion: finds its answer first. */
  Grade judge(CompletionText completion, String target);

  /** Judges an answer as it stands. */
  Grade judgeAnswer(String answer, String target);

  @Override
  default Verdict grade(CompletionText completion, String target) {
    return judge(completion, target).verdict();
  }
}
