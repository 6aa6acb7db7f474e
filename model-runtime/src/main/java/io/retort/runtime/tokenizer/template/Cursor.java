package io.retort.runtime.tokenizer.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the source that only moves forward, and knows its line. */
final class Cursor {

  private final String source;
  private int position;
  private int line = 1;

  Cursor(String source) {
    this.source = source;
  }

  boolean isAtEnd() {
    return position == source.length();
  }

  int line() {
    return line;
  }

  boolean isAt(String prefix) {
    return source.startsWith(prefix, position);
  }

  /** Moves over what the pattern matches here; empty where it does not match. */
  String take(Pattern pattern) {
    Matcher matcher = at(pattern);
    return matcher.lookingAt() ? take(matcher.end() - position) : "";
  }

  /** Moves up to the next match of the pattern, or to the end. */
  String takeUntil(Pattern pattern) {
    Matcher matcher = at(pattern);
    return take((matcher.find() ? matcher.start() : source.length()) - position);
  }

  /** Moves over the text in quotes that begins here; empty where it does not end. */
  String takeQuoted() {
    char quote = source.charAt(position);
    for (int i = position + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == quote) {
        return take(i + 1 - position);
      }
      i += c == '\\' ? 1 : 0;
    }
    return "";
  }

  /** Moves over the next {@code length} characters. */
  String take(int length) {
    String taken = source.substring(position, position + length);
    line += (int) taken.chars().filter(character -> character == '\n').count();
    position += length;
    return taken;
  }

  IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(TemplateError.at(line, problem));
  }

  private Matcher at(Pattern pattern) {
    return pattern.matcher(source).region(position, source.length());
  }
}
