package io.retort.job.likelihood;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {

  private final List<String> tokenized = new ArrayList<>();

  @Test
  void aPromptIsTokenizedOnceAndSharedByTheOptions() {
    Question question = Question.of(problem(new Message("user", "Q:")), Mode.LETTER, this::letters);

    assertThat(tokenized).containsExactly("Q:", "Q: A", "Q: B", "Q: C");
    assertThat(question.endings().prompt()).isEqualTo(letters("Q:"));
    assertThat(question.endings().endings()).containsExactly(ids(" A"), ids(" B"), ids(" C"));
    assertThat(question.endings().asked()).isEqualTo(3 * 4); // all but the last of 0 Q : _ A
  }

  @Test
  void whatCountsOfEachOptionIsSummed() {
    Question question = Question.of(problem(new Message("user", "Q:")), Mode.TEXT, this::letters);

    ScoredQuestion scored =
        question.scored(List.of(List.of(-1f, -2f), List.of(-1f, -1f, -1f), List.of(-1f, -0.5f)));

    assertThat(scored.likelihoods())
        .containsExactly(
            new Likelihood(-3, 2, 2), new Likelihood(-3, 3, 3), new Likelihood(-1.5, 2, 2));
  }

  @Test
  void turnsAreWrittenAsPlainText() {
    Question.of(
        problem(
            new Message("system", "S"),
            new Message("user", "Q1:"),
            new Message("assistant", " A"),
            new Message("user", "Q2:")),
        Mode.LETTER,
        this::letters);

    assertThat(tokenized).first().isEqualTo("S\n\nQ1: A\n\nQ2:");
  }

  private static Problem problem(Message... turns) {
    return new Problem(
        "p",
        "mine",
        ProblemKind.CHOICE,
        "",
        List.of(turns),
        List.of("x", "yy", "z"),
        "B",
        List.of(),
        "",
        0,
        "{}");
  }

  /** One token a letter, 0 at the beginning. */
  private List<Integer> letters(String text) {
    tokenized.add(text);
    List<Integer> ids = new ArrayList<>(List.of(0));
    ids.addAll(ids(text));
    return ids;
  }

  private static List<Integer> ids(String text) {
    return text.chars().boxed().toList();
  }
}
