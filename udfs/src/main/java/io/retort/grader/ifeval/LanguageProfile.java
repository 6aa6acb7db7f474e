package io.retort.grader.ifeval;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What speaks for one language among those of its script.
 *
 * @param code such as "en"
 * @param letters lower-case letters that its neighbours do without; may be empty
 * @param words frequent short words in lower case
 */
record LanguageProfile(String code, UnicodeScript script, String letters, Set<String> words) {

  /** A special letter says less than a word: neighbours have some of them too. */
  private static final double LETTER_WEIGHT = 0.3;

  /** A line of the resource: code, script, letters or "-", words. */
  static LanguageProfile parse(String line) {
    String[] fields = line.split(" ");
    return new LanguageProfile(
        fields[0],
        UnicodeScript.forName(fields[1]),
        fields[2].equals("-") ? "" : fields[2],
        new HashSet<>(Arrays.asList(fields).subList(3, fields.length)));
  }

  /** How much of a text speaks for this language. */
  double score(String lowerCase, List<String> tokens) {
    long known = tokens.stream().filter(words::contains).count();
    long special = lowerCase.codePoints().filter(c -> letters.indexOf(c) >= 0).count();
    return known + LETTER_WEIGHT * special;
  }
}
