package io.retort.grader.ifeval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``            | 0
          ...           | 0
          one           | 1
          one two       | 2
          it's          | 2
          a_b c-d       | 3
          größer 2½ Ⅻ   | 3
          हिन्दी        | 3
          """)
  void wordsAreRunsOfLettersAndDigits(String text, int count) {
    assertThat(Words.count(text)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                | 0
          A b C             | 2
          NASA's            | 0
          NASA'S            | 2
          DON'T YOU'LL I'M  | 6
          'S                | 1
          CANNOT GONNA      | 4
          CANNOTS           | 1
          TWO-STEP          | 1
          TWO--STEP         | 2
          AND/OR            | 1
          A,B A,1           | 3
          A:B 1:A           | 3
          (A)[B]{C}<D>      | 4
          A"B"C             | 3
          A...B U.S.        | 3
          END.              | 1
          123 A1            | 1
          ÜBER              | 1
          """)
  void upperCaseTokensAreThoseOfTheTreebank(String text, int count) {
    assertThat(Words.countUpper(text)).isEqualTo(count);
  }
}
