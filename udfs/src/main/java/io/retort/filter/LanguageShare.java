package io.retort.filter;

import java.lang.Character.UnicodeScript;

/** How much of a text is in the language it should be in, judged by the script of its letters. */
public final class LanguageShare {

  private LanguageShare() {}

  /**
   * Letters of {@code script} / all letters, in [0, 1]; 1 for a text without letters. Letters in
   * formulas count, so a proof in English with Greek symbols stays a little below 1.
   *
   * @param script {@link UnicodeScript#LATIN} for English; languages that share a script are not
   *     told apart
   */
  public static double of(String text, UnicodeScript script) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long inScript =
        text.codePoints()
            .filter(Character::isLetter)
            .filter(letter -> UnicodeScript.of(letter) == script)
            .count();
    return letters == 0 ? 1 : (double) inScript / letters;
  }
}
