package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random answers of every kind: what is equal by construction is, and nothing else is. */
class GraderPropertiesTest {

  private static final long SEED = 20_260_101;
  // Mutation testing, which runs this once for each mutant, makes do with fewer.
  private static final int PAIRS = Integer.getInteger("retort.pairs", 5_000);

  private final MathGrader grader = new MathGrader();

  @Test
  void thousandsOfPairsOfEachSort() {
    assertThat(errors(SEED, PAIRS)).as("seed %d", SEED).isEmpty();
  }

  @Test
  @Tag("slow")
  void aHundredThousandPairsOfEachSort() {
    assertThat(errors(SEED + 1, 100_000)).as("seed %d", SEED + 1).isEmpty();
  }

  private List<String> errors(long seed, int pairs) {
    RandomAnswers answers = new RandomAnswers(seed);
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < pairs && errors.size() < 20; i++) {
      RandomAnswers.Triple triple = answers.next();
      check(triple.answer(), triple.answer(), true, errors);
      check(triple.same(), triple.answer(), true, errors);
      check(triple.answer(), triple.same(), true, errors);
      check(triple.different(), triple.answer(), false, errors);
      check(triple.answer(), triple.different(), false, errors);
      check(triple.different(), triple.same(), false, errors);
    }
    return errors;
  }

  private void check(String answer, String target, boolean isSame, List<String> errors) {
    Verdict verdict = grader.gradeAnswer(answer, target);
    if (!verdict.outcome().equals(isSame ? "correct" : "wrong")) {
      errors.add(verdict.outcome() + ": " + verdict.explanation());
    }
  }
}
