package io.retort.grader.ifeval;

import java.util.Locale;
import java.util.Set;

/**
 * Counts sentences by the rules of the Punkt tokenizer (Kiss and Strunk 2006), which IFEval uses,
 * with a short list of English abbreviations of our own in place of its trained one.
 *
 * <p>A sentence ends at {@code ?} or {@code !}, and at a period that belongs to no abbreviation, if
 * white space follows; a line break alone ends none. So the "1." of a numbered list is a sentence,
 * as it is for the original.
 */
final class Sentences {

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          ("mr mrs ms dr prof rev hon sen rep gov gen col maj capt lt sgt adm jr sr st messrs vs v"
                  + " etc inc ltd co corp bros dept est fig ft vol pp approx jan feb mar apr aug"
                  + " sept oct nov dec mon tue wed thu fri sat sun a.m p.m e.g i.e u.s u.k u.n d.c"
                  + " ph.d m.d b.a m.a b.c a.d calif conn fla ga ill mass mich minn pa tex va wash"
                  + " wis ave blvd rd")
              .split(" "));

  /** Words that, with a capital, begin a sentence even after an abbreviation. */
  private static final Set<String> STARTERS =
      Set.of(
          ("the a an he she it they we i you but and in on at this that these those there if when"
                  + " while however for as after his her their our its what who how why")
              .split(" "));

  private static final String CLOSING = "\"')]}»”’*_";

  private Sentences() {}

  /** At least 1 for a text that holds more than white space. */
  static int count(String text) {
    String[] tokens = Letters.strip(text).split("\\s+", -1);
    int count = tokens[0].isEmpty() ? 0 : 1;
    for (int i = 0; i + 1 < tokens.length; i++) {
      count += endsSentence(tokens[i], tokens[i + 1]) ? 1 : 0;
    }
    return count;
  }

  private static boolean endsSentence(String token, String next) {
    int end = token.length();
    while (end > 0 && CLOSING.indexOf(token.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end == 0) {
      return false;
    }
    return switch (token.charAt(end - 1)) {
      case '?', '!' -> true;
      case '.' -> periodEnds(token.substring(0, end - 1), next);
      default -> false;
    };
  }

  private static boolean periodEnds(String word, String next) {
    String bare = withoutOpening(word).toLowerCase(Locale.ROOT);
    int first = next.codePointAt(0);
    boolean isStarter =
        Character.isUpperCase(first) && STARTERS.contains(next.toLowerCase(Locale.ROOT));
    if (word.endsWith(".") || ABBREVIATIONS.contains(bare)) {
      return isStarter;
    }
    boolean isInitial = bare.length() == 1 && Character.isLetter(bare.charAt(0));
    if (isInitial) {
      return isStarter || !Character.isLetter(first);
    }
    boolean isNumber = !bare.isEmpty() && bare.chars().allMatch(Character::isDigit);
    return !(isNumber && Character.isLowerCase(first));
  }

  private static String withoutOpening(String word) {
    int start = 0;
    while (start < word.length() && !Letters.isWord(word.codePointAt(start))) {
      start++;
    }
    return word.substring(start);
  }
}
