package io.retort.filter;

import java.lang.Character.UnicodeScript;
import java.util.regex.Pattern;

/** How much of a text is in the language it should be in, judged by the script of its letters. */
public final class LanguageShare {

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

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

  /**
   * Words in the script / all words, in [0, 1]; 1 for a text without words. A word is a run between
   * white space that has a letter, and is in the script if all its letters are: the language
   * consistency of DeepSeek-R1 (2025, section 2.3.2), judged by script.
   */
  public static double ofWords(String text, UnicodeScript script) {
    long words = 0;
    long inScript = 0;
    for (String word : WHITE_SPACE.split(text, -1)) {
      if (word.codePoints().anyMatch(Character::isLetter)) {
        words++;
        inScript += of(word, script) == 1 ? 1 : 0;
      }
    }
    return words == 0 ? 1 : (double) inScript / words;
  }
}
