package io.retort.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepetitionTest {

  @Test
  void differentWordsDoNotRepeat() {
    assertThat(Repetition.of(numbers(100))).isEqualTo(new Repetition(0, 1));
  }

  @Test
  void aLoopRepeatsAllButItsFirstRound() {
    // 10 rounds of 20 words: 181 windows, 20 of them distinct, the first one in all 10 rounds
    assertThat(Repetition.of((numbers(20) + " ").repeat(10)))
        .isEqualTo(new Repetition(161.0 / 181, 10));
  }

  @Test
  void whiteSpaceMakesNoDifference() {
    String text = numbers(20);

    assertThat(Repetition.of(text + "\n\n" + text.replace(' ', '\t')))
        .isEqualTo(Repetition.of(text + " " + text));
  }

  @Test
  void lessThanAWindowIsNoRepetition() {
    assertThat(Repetition.of("")).isEqualTo(new Repetition(0, 0));
    assertThat(Repetition.of("a ".repeat(19))).isEqualTo(new Repetition(0, 0));
    assertThat(Repetition.of("a ".repeat(20))).isEqualTo(new Repetition(0, 1));
  }

  @Test
  void theOrderOfWordsCounts() {
    String swapped = numbers(20).replace("3 4", "4 3");

    assertThat(Repetition.of(numbers(20) + " | " + swapped).mostFrequent()).isEqualTo(1);
  }

  @Test
  void agreesWithCountingTheWindowsThemselves() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      // few words with long stretches of one, so that windows do repeat
      List<String> words =
          IntStream.range(0, 20 + random.nextInt(200))
              .mapToObj(i -> random.nextInt(30) == 0 ? "b" : "a")
              .toList();
      Map<List<String>, Integer> counts = new HashMap<>();
      int windows = words.size() - 19;
      for (int i = 0; i < windows; i++) {
        counts.merge(words.subList(i, i + 20), 1, Integer::sum);
      }

      Repetition repetition = Repetition.of(String.join(" ", words));

      assertThat(repetition.share()).isCloseTo(1 - counts.size() / (double) windows, within(1e-12));
      assertThat(repetition.mostFrequent())
          .isEqualTo(counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow());
    }
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }
}
