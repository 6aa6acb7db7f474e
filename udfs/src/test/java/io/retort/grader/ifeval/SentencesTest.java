package io.retort.grader.ifeval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                     | 0
          one                                    | 1
          One. Two. Three.                       | 3
          Really? Yes! ok                        | 3
          No space.Here                          | 1
          She met Dr. Smith. He left.            | 2
          It was 5 p.m. The shop closed.         | 2
          It was 5 p.m. and late.                | 1
          (See Fig. 3.) "Done." Next             | 3
          He said "Go!" Then left.               | 2
          J. Smith came. A. said so.             | 2
          Plan B. The end.                       | 2
          1. Apple¶2. Pear                       | 3
          In 1999. then more                     | 1
          Wait... what now                       | 1
          Wait... The end                        | 2
          line one¶line two                      | 1
          **Bold.** Next one.                    | 2
          A ) b                                  | 1
          """)
  void sentencesEndAsPunktEndsThem(String text, int count) {
    assertThat(Sentences.count(text.replace('¶', '\n'))).isEqualTo(count);
  }
}
