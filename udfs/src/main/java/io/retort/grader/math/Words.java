package io.retort.grader.math;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key by which answers in words are compared: no case, punctuation or articles. */
final class Words {

  /** White space and punctuation, but not the point or comma inside a number. */
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "(?:[\\s;:!?\"'`“”‘’]|\\*\\*|(?<!\\d)[.,]|[.,](?!\\d)|(?<=\\p{L})-(?=\\p{L}))");

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  /** A yes or no, then its reason. */
  private static final Pattern DECISION =
      Pattern.compile("(?i)\\s*(yes|no|true|false)\\s*[.,;:]\\s+(?s:(.+))");

  private Words() {}

  /** Whether the text is a yes or no with its reason. */
  static boolean isDecision(String text) {
    return DECISION.matcher(text).matches();
  }

  /** The key of a text; a yes or no that is followed by its reason stands before a colon. */
  static String decision(String text) {
    Matcher matcher = DECISION.matcher(text);
    if (!matcher.matches()) {
      return key(text);
    }
    boolean isYes = matcher.group(1).toLowerCase(Locale.ROOT).matches("yes|true");
    return (isYes ? "true: " : "false: ") + key(matcher.group(2));
  }

  static String key(String text) {
    StringBuilder key = new StringBuilder();
    for (String word : SEPARATOR.split(text.toLowerCase(Locale.ROOT), -1)) {
      if (!word.isEmpty() && !ARTICLES.contains(word)) {
        key.append(key.isEmpty() ? "" : " ").append(word);
      }
    }
    return key.toString();
  }
}
