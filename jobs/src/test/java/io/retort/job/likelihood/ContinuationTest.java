package io.retort.job.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuationTest {

  @Test
  void countsFromTheFirstTokenOfTheText() {
    // One token a letter, 0 at the beginning: "ab" + " c" is 0 a b _ c, and _ is token 3.
    Continuation text = Continuation.of("ab", letters("ab"), " c", ContinuationTest::letters);

    assertThat(text.tokenIds()).containsExactly(0, (int) 'a', (int) 'b', (int) ' ', (int) 'c');
    assertThat(text.start()).isEqualTo(3);
    assertThat(text.bytes()).isEqualTo(2);
  }

  @Test
  void aTokenThatJoinsPromptAndTextCounts() {
    // Pairs of letters are tokens: "abc" is ab, c; with "d" it is ab, cd.
    Continuation text = Continuation.of("abc", pairs("abc"), "d", ContinuationTest::pairs);

    assertThat(text.tokenIds()).hasSize(3);
    assertThat(text.start()).isEqualTo(2);
  }

  @Test
  void withoutAPromptTheFirstTokenIsGiven() {
    Continuation text = Continuation.of("", plainPairs(""), "abcd", ContinuationTest::plainPairs);

    assertThat(text.tokenIds()).hasSize(2);
    assertThat(text.start()).isEqualTo(1);
  }

  @Test
  void sumsWhatItCounts() {
    // Token 0 has no logprob; the list holds tokens 1..4, of which 3 and 4 count: -0.5 - 2.
    Continuation text = Continuation.of("ab", letters("ab"), " é", ContinuationTest::letters);

    Likelihood likelihood = text.likelihood(List.of(-9f, -9f, -0.5f, -2f));

    assertThat(likelihood).isEqualTo(new Likelihood(-2.5, 2, 3)); // a space and two bytes of é
    assertThat(likelihood.perplexity()).isCloseTo(Math.exp(1.25), within(1e-12));
    // 2.5 nats over 3 bytes; a bit is ln 2 nats
    assertThat(likelihood.bitsPerByte()).isCloseTo(2.5 / 3 / Math.log(2), within(1e-12));
  }

  private static List<Integer> letters(String text) {
    List<Integer> ids = new ArrayList<>(List.of(0));
    text.chars().forEach(ids::add);
    return ids;
  }

  private static List<Integer> pairs(String text) {
    List<Integer> ids = new ArrayList<>(List.of(0));
    for (int i = 0; i < text.length(); i += 2) {
      ids.add(text.substring(i, Math.min(text.length(), i + 2)).hashCode());
    }
    return ids;
  }

  /** Pairs without a token at the beginning. */
  private static List<Integer> plainPairs(String text) {
    return pairs(text).subList(1, pairs(text).size());
  }
}
