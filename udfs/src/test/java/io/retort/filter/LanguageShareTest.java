package io.retort.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageShareTest {

  @ParameterizedTest
  @CsvSource({
    "so it is 72,             1",
    "caf\u00E9,               1", // accents are Latin too
    "a\u6240\u4EE5b,          0.5", // two of four letters are Han
    "\u6240\u4EE5\uD842\uDFB7, 0", // the last beyond the basic plane
    "6 * 12 = 72,             1", // no letters
    "'',                      1",
  })
  void isTheShareOfLatinLetters(String text, double share) {
    assertThat(LanguageShare.of(text, UnicodeScript.LATIN)).isEqualTo(share);
  }

  @Test
  void asksForTheScriptItIsTold() {
    assertThat(LanguageShare.of("a\u6240\u4EE5b", UnicodeScript.HAN)).isEqualTo(0.5);
    assertThat(LanguageShare.of("ab", UnicodeScript.HAN)).isZero();
  }

  @Test
  void wordsCountWholeAndOnlyThoseWithLetters() {
    // "so", "x" and "da" are words, "=", "72" are none; one of three has a letter of another script
    assertThat(LanguageShare.ofWords("so x = 72 дa", UnicodeScript.LATIN)).isEqualTo(2.0 / 3);
    assertThat(LanguageShare.ofWords(" 1 + 1 ", UnicodeScript.LATIN)).isEqualTo(1);
    assertThat(LanguageShare.ofWords("да", UnicodeScript.LATIN)).isZero();
  }
}
