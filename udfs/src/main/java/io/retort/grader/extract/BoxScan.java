package io.retort.grader.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the outermost {@code \boxed{…}} and {@code \fbox{…}} of a text, in one pass. */
final class BoxScan {

  private static final String[] COMMANDS = {"boxed", "fbox"};

  /** Boxes that are kept, from the end; no answer has more. */
  private static final int MAX_BOXES = 100;

  /**
   * A box.
   *
   * @param start of the command, its backslash included
   * @param end after the closing brace
   */
  record Box(int start, int end, String content) {}

  /** A box whose closing brace has not been seen, and how many braces were open around it. */
  private record OpenBox(int start, int brace, int depth) {}

  private record Span(int start, int brace, int end) {}

  private BoxScan() {}

  /**
   * The last boxes in their order.
   *
   * @param mayBeOpen whether a last box that is never closed counts, up to the end of the text
   */
  static List<Box> in(String text, boolean mayBeOpen) {
    if (!text.contains("box")) {
      return List.of();
    }
    Deque<OpenBox> open = new ArrayDeque<>();
    Deque<Span> spans = new ArrayDeque<>();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        int brace = braceOfBox(text, i + 1);
        if (brace >= 0) {
          open.push(new OpenBox(i, brace, depth++));
          i = brace;
        } else if (braceOfBox(text, i + 2) < 0) {
          i++; // an escaped brace; but the second backslash of \\boxed{ starts a box
        }
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
        if (!open.isEmpty() && open.element().depth() == depth) {
          close(open.pop(), i + 1, spans);
        }
      }
    }
    if (mayBeOpen && !open.isEmpty() && spans.isEmpty()) {
      spans.add(new Span(open.element().start(), open.element().brace(), text.length() + 1));
    }
    List<Box> boxes = new ArrayList<>();
    for (Span span : spans) {
      boxes.add(
          new Box(span.start(), span.end(), text.substring(span.brace() + 1, span.end() - 1)));
    }
    return boxes;
  }

  /** The boxes inside give way to the one around them. */
  private static void close(OpenBox box, int end, Deque<Span> spans) {
    while (!spans.isEmpty() && spans.getLast().start() > box.start()) {
      spans.removeLast();
    }
    spans.add(new Span(box.start(), box.brace(), end));
    if (spans.size() > MAX_BOXES) {
      spans.removeFirst();
    }
  }

  /** The index of the opening brace if the name of a box command starts there; -1 if not. */
  private static int braceOfBox(String text, int name) {
    for (String command : COMMANDS) {
      if (text.startsWith(command, name)) {
        int next = name + command.length();
        while (next < text.length() && text.charAt(next) == ' ') {
          next++;
        }
        return next < text.length() && text.charAt(next) == '{' ? next : -1;
      }
    }
    return -1;
  }
}
