package io.retort.benchmark.rows;

import java.util.ArrayList;
import java.util.List;

/**
 * CSV as RFC 4180 has it: fields between commas; a field in double quotes may hold commas, line
 * breaks and doubled quotes. Strict, because a quote in the wrong place shifts everything after it.
 */
final class CsvText {

  private final String text;
  private int at;
  private int line = 1;

  CsvText(String text) {
    this.text = text;
  }

  /** Line of the record that {@link #next} gives next, from 1. */
  int line() {
    return line;
  }

  boolean hasNext() {
    skipBlankLines();
    return at < text.length();
  }

  /** One record, which may go over several lines. */
  List<String> next() {
    List<String> fields = new ArrayList<>();
    do {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
    } while (endsWithComma());
    return fields;
  }

  private void skipBlankLines() {
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      endLine();
    }
  }

  private String plain() {
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      if (text.charAt(at) == '"') {
        throw new IllegalArgumentException(
            "a quote must stand at the ends of a field or be doubled within quotes, but one follows '"
                + text.substring(start, at)
                + "'");
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    int start = at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"' && (at == text.length() || text.charAt(at) != '"')) {
        return field.toString();
      }
      if (c == '"') {
        at++; // a doubled quote stands for one
      } else if (c == '\n') {
        line++;
      }
      field.append(c);
    }
    throw new IllegalArgumentException(
        "a quoted field must end in a quote, but the text ends after "
            + (text.length() - start - 1)
            + " characters of it");
  }

  /** Moves past what ends a field: a comma, or the end of the record. */
  private boolean endsWithComma() {
    if (at == text.length()) {
      return false;
    }
    char end = text.charAt(at);
    if (end == ',') {
      at++;
      return true;
    }
    if (end != '\n' && end != '\r') {
      throw new IllegalArgumentException(
          "a comma or the end of the line must follow a quoted field, but '" + end + "' does");
    }
    endLine();
    return false;
  }

  private void endLine() {
    if (text.startsWith("\r\n", at)) {
      at++;
    }
    at++;
    line++;
  }
}
