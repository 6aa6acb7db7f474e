package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random answers of every kind: what is equal by construction is, and nothing else is. */
class GraderPropertiesTest {

  static final long SEED = 20_260_101;

  @Test
  void fiveThousandPairsOfEachSort() {
    assertThat(errors(SEED, 5_000)).as("seed %d", SEED).isEmpty();
  }

  /** Up to 20 of them. */
  static List<String> errors(long seed, int pairs) {
    MathGrader grader = new MathGrader();
    RandomAnswers answers = new RandomAnswers(seed);
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < pairs && errors.size() < 20; i++) {
      RandomAnswers.Triple triple = answers.next();
      check(grader, triple.answer(), triple.answer(), true, errors);
      check(grader, triple.same(), triple.answer(), true, errors);
      check(grader, triple.answer(), triple.same(), true, errors);
      check(grader, triple.different(), triple.answer(), false, errors);
      check(grader, triple.answer(), triple.different(), false, errors);
      check(grader, triple.different(), triple.same(), false, errors);
    }
    return errors;
  }

  private static void check(
      MathGrader grader, String answer, String target, boolean isSame, List<String> errors) {
    Verdict verdict = grader.gradeAnswer(answer, target);
    if (!verdict.outcome().equals(isSame ? "correct" : "wrong")) {
      errors.add(verdict.outcome() + ": " + verdict.explanation());
    }
  }
}
