package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Python's {@code str.split} and {@code str.rsplit}. */
final class Split {

  private Split() {}

  /** Splits at most {@code maxsplit} times, from the start. */
  static Value from(String text, Arguments arguments, Rendering rendering) {
    return split(text, arguments, rendering, false);
  }

  /** Splits at most {@code maxsplit} times, from the end. */
  static Value fromEnd(String text, Arguments arguments, Rendering rendering) {
    return split(text, arguments, rendering, true);
  }

  private static Value split(
      String text, Arguments arguments, Rendering rendering, boolean isFromEnd) {
    Arguments bound = arguments.bind("sep", "maxsplit");
    int limit = bound.integer("maxsplit", -1);
    int atMost = limit < 0 ? Integer.MAX_VALUE : limit;
    Optional<Value> separator = bound.optional("sep").filter(value -> !(value instanceof None));
    if (separator.isEmpty()) {
      rendering.spendOnText(text.length());
      return TextMethods.texts(
          isFromEnd ? wordsFromEnd(text, atMost) : words(text, atMost), rendering);
    }
    String at = bound.text("sep");
    if (at.isEmpty()) {
      throw new IllegalArgumentException("the separator of str.split must not be empty, but was");
    }
    rendering.spendOnSearch(text, at);
    return TextMethods.texts(
        isFromEnd ? partsFromEnd(text, at, atMost) : parts(text, at, atMost), rendering);
  }

  private static List<String> parts(String text, String separator, int atMost) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0 && parts.size() < atMost) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<String> partsFromEnd(String text, String separator, int atMost) {
    List<String> parts = new ArrayList<>();
    int to = text.length();
    int at = text.lastIndexOf(separator);
    while (at >= 0 && parts.size() < atMost) {
      parts.add(text.substring(at + separator.length(), to));
      to = at;
      at = to < separator.length() ? -1 : text.lastIndexOf(separator, to - separator.length());
    }
    parts.add(text.substring(0, to));
    Collections.reverse(parts);
    return parts;
  }

  // Without a separator the parts are words, and a last one keeps the white space inside of it.
  private static List<String> words(String text, int atMost) {
    List<String> words = new ArrayList<>();
    int at = skip(text, 0, true);
    while (at < text.length() && words.size() < atMost) {
      int end = skip(text, at, false);
      words.add(text.substring(at, end));
      at = skip(text, end, true);
    }
    if (at < text.length()) {
      words.add(text.substring(at));
    }
    return words;
  }

  private static List<String> wordsFromEnd(String text, int atMost) {
    List<String> words = new ArrayList<>();
    int at = skipBack(text, text.length(), true);
    while (at > 0 && words.size() < atMost) {
      int start = skipBack(text, at, false);
      words.add(text.substring(start, at));
      at = skipBack(text, start, true);
    }
    if (at > 0) {
      words.add(text.substring(0, at));
    }
    Collections.reverse(words);
    return words;
  }

  private static int skip(String text, int from, boolean spaces) {
    int at = from;
    while (at < text.length() && PythonText.isSpace(text.charAt(at)) == spaces) {
      at++;
    }
    return at;
  }

  private static int skipBack(String text, int from, boolean spaces) {
    int at = from;
    while (at > 0 && PythonText.isSpace(text.charAt(at - 1)) == spaces) {
      at--;
    }
    return at;
  }
}
