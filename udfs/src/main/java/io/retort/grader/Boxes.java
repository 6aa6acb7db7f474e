package io.retort.grader;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The {@code \boxed{…}} and {@code \fbox{…}} of a text, in one pass over it.
 *
 * <p>Braces nest, and a brace after a backslash is not one. A box that is never closed is not a
 * box. A box inside a box counts too, but the outer one closes later and so is the last.
 *
 * @param count boxes in the text
 * @param last what stands between the braces of the one that closes last; empty if there is none
 */
record Boxes(int count, String last) {

  private static final String[] COMMANDS = {"\\boxed", "\\fbox"};

  /** A box whose closing brace has not been seen, and how many braces were open around it. */
  private record OpenBox(int start, int depth) {}

  static Boxes in(String text) {
    Deque<OpenBox> open = new ArrayDeque<>();
    int depth = 0;
    int count = 0;
    int lastStart = 0;
    int lastEnd = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        int brace = braceOfBoxAt(text, i);
        if (brace >= 0) {
          open.push(new OpenBox(brace + 1, depth++));
          i = brace;
        } else if (braceOfBoxAt(text, i + 1) < 0) {
          i++; // an escaped brace, or a line break before one; but \\boxed{5} is a box
        }
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
        OpenBox innermost = open.peek();
        if (innermost != null && innermost.depth() == depth) {
          open.pop();
          count++;
          lastStart = innermost.start();
          lastEnd = i;
        }
      }
    }
    return new Boxes(count, text.substring(lastStart, lastEnd));
  }

  /** The index of the opening brace if a box command starts at {@code index}; -1 if not. */
  private static int braceOfBoxAt(String text, int index) {
    for (String command : COMMANDS) {
      if (text.startsWith(command, index)) {
        int next = index + command.length();
        while (next < text.length() && text.charAt(next) == ' ') {
          next++;
        }
        return next < text.length() && text.charAt(next) == '{' ? next : -1;
      }
    }
    return -1;
  }
}
