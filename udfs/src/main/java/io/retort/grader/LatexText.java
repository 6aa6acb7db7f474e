package io.retort.grader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * The plain reading of a LaTeX answer: what is left when dress that carries no meaning is off.
 *
 * <p>Dropped are math delimiters, money signs, {@code \left} and {@code \right}, the text and font
 * commands, braces that only group ({@code 1{,}072}), and full stops at the end. {@code \dfrac} and
 * its kin become {@code \frac}, typographic minus signs and fullwidth forms become ASCII, and a run
 * of white space becomes one space, kept only where it keeps two words or numbers apart. One pass,
 * so linear in the length.
 *
 * <p>Example: {@code $\left( \text{1{,}072 apples} \right)$.} reads {@code (1,072 apples)}.
 */
final class LatexText {

  private static final Set<String> DROPPED =
      Set.of(
          "text",
          "textbf",
          "textit",
          "textrm",
          "mathrm",
          "mathbf",
          "mathit",
          "mbox",
          "boxed",
          "fbox",
          "left",
          "right",
          "displaystyle");
  private static final Set<String> FRACTIONS = Set.of("dfrac", "tfrac", "cfrac");
  private static final Set<String> SPACES = Set.of("quad", "qquad");

  /** Distance from a fullwidth form, U+FF01 to U+FF5E, to its ASCII character. */
  private static final int FULLWIDTH_OFFSET = 0xFF01 - '!';

  private final String latex;
  private final StringBuilder plain = new StringBuilder();
  private final Deque<Boolean> keptBraces = new ArrayDeque<>();
  private boolean isSpacePending;
  private int argumentsNext; // how many arguments the last command still waits for

  private LatexText(String latex) {
    this.latex = latex;
  }

  static String plain(String latex) {
    LatexText text = new LatexText(latex);
    for (int i = 0; i < latex.length(); ) {
      i = text.read(i);
    }
    return withoutFullStop(text.plain);
  }

  /** Whether every brace has its partner and no backslash at the end waits for its own. */
  static boolean isWhole(String latex) {
    int depth = 0;
    int i = 0;
    for (; i < latex.length() && depth >= 0; i++) {
      switch (latex.charAt(i)) {
        case '\\' -> i++; // an escaped brace is not a brace
        case '{' -> depth++;
        case '}' -> depth--;
        default -> {}
      }
    }
    return depth == 0 && i == latex.length();
  }

  /** Reads what stands at {@code i} and returns where the next thing stands. */
  private int read(int i) {
    char c = latex.charAt(i);
    if (c == '\\') {
      return readCommand(i + 1);
    }
    if (c == '{') {
      openBrace();
    } else if (c == '}') {
      closeBrace();
    } else if (c == '~' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      isSpacePending = true;
    } else if (!isMoney(c) && Character.getType(c) != Character.FORMAT) {
      append(toAscii(c));
    }
    return i + 1;
  }

  /** Reads the command whose name, after the backslash, starts at {@code start}. */
  private int readCommand(int start) {
    int end = start;
    while (end < latex.length() && isAsciiLetter(latex.charAt(end))) {
      end++;
    }
    if (end == start) {
      return readControlSymbol(start);
    }
    String name = latex.substring(start, end);
    if (SPACES.contains(name)) {
      isSpacePending = true;
    } else if (DROPPED.contains(name)) {
      argumentsNext = 0;
    } else {
      String kept = FRACTIONS.contains(name) ? "frac" : name;
      append('\\');
      plain.append(kept);
      argumentsNext = kept.equals("frac") || kept.equals("binom") ? 2 : 1;
    }
    return end;
  }

  private int readControlSymbol(int start) {
    if (start == latex.length()) {
      append('\\');
      return start;
    }
    char symbol = latex.charAt(start);
    switch (symbol) {
      case ',', ';', ':', ' ' -> isSpacePending = true;
      case '!', '(', ')', '[', ']' -> {} // a negative space, or a math delimiter
      case '%' -> append('%');
      case '\\' -> {
        if (start + 1 < latex.length() && isAsciiLetter(latex.charAt(start + 1))) {
          return start; // a doubled backslash, as in text that was escaped twice
        }
        append('\\');
        append('\\');
      }
      default -> {
        if (!isMoney(symbol)) {
          append('\\');
          append(symbol);
        }
      }
    }
    return start + 1;
  }

  private void openBrace() {
    boolean isKept = argumentsNext > 0;
    keptBraces.push(isKept);
    if (isKept) {
      append('{');
    }
    argumentsNext = 0;
  }

  private void closeBrace() {
    boolean isKept = !keptBraces.isEmpty() && keptBraces.pop();
    if (isKept) {
      append('}');
    }
    argumentsNext = isKept ? 1 : 0; // \frac{1}{2}: a second argument may follow the first
  }

  private void append(char c) {
    int length = plain.length();
    if (isSpacePending && length > 0 && isWordPart(plain.charAt(length - 1)) && isWordPart(c)) {
      plain.append(' ');
    }
    isSpacePending = false;
    plain.append(c);
    boolean takesArgument = c == '^' || c == '_' || c == ']';
    argumentsNext = takesArgument ? 1 : Math.max(0, argumentsNext - 1);
  }

  /** Whether a space beside {@code c} may mean something: "2 1/3" is not 21/3, nor "1, 5" 1,5. */
  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == ',' || c == '.';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isMoney(char c) {
    return Character.getType(c) == Character.CURRENCY_SYMBOL; // the dollar sign is one
  }

  private static char toAscii(char c) {
    if (c >= '\uFF01' && c <= '\uFF5E') {
      return (char) (c - FULLWIDTH_OFFSET);
    }
    return switch (c) {
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2212', '\uFE63' -> '-'; // hyphens, minus
      case '\u3002' -> '.'; // ideographic full stop
      default -> c;
    };
  }

  private static String withoutFullStop(StringBuilder text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ' ')) {
      end--;
    }
    return text.substring(0, end);
  }
}
