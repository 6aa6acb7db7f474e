package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold for any answer, tried on seeded random ones. */
class GraderLawsTest {

  private static final int SEED = 20_260_101;
  private static final int ROUNDS = 5_000;

  private static final List<String> PIECES =
      List.of(
          "1",
          "12",
          "072",
          "0",
          "-",
          "\u2212",
          "+",
          ".",
          ",",
          "{,}",
          "\\,",
          "\u2009",
          " ",
          "/",
          "=",
          "x",
          "\\pi",
          "\\frac",
          "{",
          "}",
          "{1}",
          "{2}",
          "\\frac{1}{2}",
          "\\dfrac12",
          "\\%",
          "%",
          "$",
          "\\$",
          "\\text{",
          "(",
          "]",
          "^",
          "_",
          "\\left",
          "\\{",
          "\\}",
          "\\boxed{3}",
          "\u4E94",
          "\uFF15");

  private final BoxedGrader grader = new BoxedGrader();

  @Test
  void everyReadableAnswerEqualsItself() {
    randomAnswers()
        .forEach(a -> assertThat(grade(a, a).outcome()).as("'%s'", a).isEqualTo("correct"));
  }

  @Test
  void equalityIsSymmetricAndDoesNotChange() {
    List<String> answers = randomAnswers().toList();
    Random random = new Random(SEED);
    for (String one : answers) {
      String other = answers.get(random.nextInt(answers.size()));

      Verdict verdict = grade(one, other);

      assertThat(grade(one, other)).isEqualTo(verdict);
      assertThat(grade(other, one).outcome())
          .as("'%s' and '%s'", one, other)
          .isEqualTo(verdict.outcome());
    }
  }

  @Test
  void theCanonicalSpellingIsItsOwn() {
    randomAnswers()
        .map(grader::canonical)
        .forEach(c -> assertThat(grader.canonical(c)).as("'%s'", c).isEqualTo(c));
  }

  @Test
  void spellingDoesNotMatterButValueDoes() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      long over = random.nextLong(-1_000_000, 1_000_000);
      long under = random.nextLong(1, 1_000);
      long factor = random.nextLong(2, 100);
      String one = spelled(over, under, random);
      String same = spelled(over * factor, under * factor, random);
      // over/under + 1e-9
      String near = spelled(over * 1_000_000_000 + under, under * 1_000_000_000, random);

      assertThat(grade(one, same).outcome()).as("'%s' and '%s'", one, same).isEqualTo("correct");
      assertThat(grader.canonical(one)).isEqualTo(grader.canonical(same));
      assertThat(grade(one, near).outcome()).as("'%s' and '%s'", one, near).isEqualTo("wrong");
      assertThat(grade(near, one).outcome()).as("'%s' and '%s'", near, one).isEqualTo("wrong");
    }
  }

  private Verdict grade(String answer, String target) {
    return grader.grade(CompletionText.stopped("reasoning</think>\\boxed{" + answer + "}"), target);
  }

  /** Random strings of LaTeX-like pieces that may stand as a target. */
  private Stream<String> randomAnswers() {
    Random random = new Random(SEED);
    return Stream.generate(() -> randomPieces(random))
        .filter(answer -> grader.problemWithTarget(answer).isEmpty())
        .limit(ROUNDS);
  }

  private static String randomPieces(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(6))
        .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  private static String spelled(long over, long under, Random random) {
    long size = Math.abs(over);
    String sign = over < 0 ? List.of("-", "\u2212", "- ", "$-$").get(random.nextInt(4)) : "";
    return sign
        + switch (random.nextInt(5)) {
          case 0 -> "\\frac{" + size + "}{" + under + "}";
          case 1 -> String.format("\\dfrac{%,d}{%d}", size, under);
          case 2 -> size / under + "\\tfrac{" + size % under + "}{" + under + "}";
          case 3 -> size + " / " + under;
          default -> "\\text{" + size + "/" + under + "}.";
        };
  }
}
