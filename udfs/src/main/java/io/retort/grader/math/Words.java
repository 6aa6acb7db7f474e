package io.retort.grader.math;

import java.util.Locale;
import java.util.Set;

/** The key by which answers in words are compared: no case, punctuation or articles. */
final class Words {

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  private Words() {}

  static String key(String text) {
    StringBuilder key = new StringBuilder();
    for (String word : text.toLowerCase(Locale.ROOT).split("[\\s.,;:!?\"'`“”‘’*_-]+", -1)) {
      if (!word.isEmpty() && !ARTICLES.contains(word)) {
        key.append(key.isEmpty() ? "" : " ").append(word);
      }
    }
    return key.toString();
  }
}
