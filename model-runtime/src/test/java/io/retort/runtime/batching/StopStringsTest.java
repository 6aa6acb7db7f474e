package io.retort.runtime.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.runtime.SamplingParams;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopStringsTest {

  private static final SamplingParams SAMPLING = SamplingParams.greedy(100);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Ask:              | 4. Question: next                       | "4. "
          Ask:<think>       | Question: what?</think>4                | Question: what?</think>4
          "Ask:<think>\n"   | so</think>4 Question: next              | "so</think>4 "
          Ask:<think>       | so Question:</think>Question: 4         | so Question:</think>
          Ask:              | <think>Question: a</think>4Question: b  | <think>Question: a</think>4
          Ask:              | 4Question: <think>b</think>             | 4
          Ask:<think>       | it never ends Question: so              | it never ends Question: so
          Ask:<think></think> | Question: so                          | ""
          """)
  void anAnswerEndsAndItsReasoningDoesNot(String prompt, String completion, String left) {
    SamplingParams sampling = SAMPLING.withAnswerStops(List.of("Question:"));

    int stop = new StopStrings(sampling, prompt.replace("\\n", "\n")).in(completion);

    assertThat(stop < 0 ? completion : completion.substring(0, stop)).isEqualTo(left);
  }

  @Test
  void elsewhereTheyEndEverything() {
    StopStrings stops = new StopStrings(SAMPLING.withStopStrings(List.of("b", "ab")), "<think>");

    assertThat(stops.in("so a, ab</think>")).isEqualTo(6);
  }

  /** Token after token the same place is found as in the whole. */
  @Test
  void aCompletionEndsWithTheTokenThatCompletesTheFirstOneThatCounts() {
    Random random = new Random(7);
    List<String> pieces =
        List.of("<think>", "</think>", "Que", "stion:", "Question:", "x", "<", "/think>", "\n");
    for (int round = 0; round < 20_000; round++) {
      String prompt = random.nextBoolean() ? "Ask:<think>\n" : "Ask:";
      SamplingParams sampling = SAMPLING.withAnswerStops(List.of("Question:", "\n\n\n"));
      StopStrings stops = new StopStrings(sampling, prompt);
      String text = "";
      boolean hasEnded = false;
      for (int i = 0; i < 12 && !hasEnded; i++) {
        String piece = pieces.get(random.nextInt(pieces.size()));
        String before = text.substring(Math.max(0, text.length() - stops.longest()));
        text += piece;
        hasEnded = stops.endIn(before + piece);

        assertThat(hasEnded).as(prompt + text).isEqualTo(stops.in(text) >= 0);
      }
    }
  }
}
