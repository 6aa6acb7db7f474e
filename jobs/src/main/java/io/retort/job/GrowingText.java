package io.retort.job;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Prints the text of tokens as they come. */
final class GrowingText {

  // What the decoder gives for bytes that are no whole character, or not yet.
  private static final char INCOMPLETE = '\ufffd';

  private final PrintWriter out;
  private final Function<List<Integer>, String> decoder;
  private final List<Integer> tokens = new ArrayList<>();
  private String printed = "";

  /**
   * @param decoder the text of all tokens so far
   */
  GrowingText(PrintWriter out, Function<List<Integer>, String> decoder) {
    this.out = out;
    this.decoder = decoder;
  }

  /** Prints what a token adds, unless it ends within a character. */
  void add(int token) {
    tokens.add(token);
    String text = decoder.apply(tokens);
    if (!text.isEmpty() && text.charAt(text.length() - 1) != INCOMPLETE) {
      print(text);
    }
  }

  /** Prints what is left, and ends the line. */
  void end(String mark) {
    print(decoder.apply(tokens));
    out.println(mark);
    out.flush();
  }

  private void print(String text) {
    out.print(text.substring(Math.min(printed.length(), text.length())));
    out.flush();
    printed = text;
  }
}
