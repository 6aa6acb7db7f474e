package io.retort.runtime.tokenizer.template;

/** Python's escapes in a text literal. */
final class StringLiteral {

  private StringLiteral() {}

  /**
   * Resolves escapes; a backslash before any other character stays, as in Python.
   *
   * @throws IllegalArgumentException if an escape is incomplete or not supported
   */
  static String unescape(String literal) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < literal.length()) {
      char c = literal.charAt(i);
      if (c != '\\') {
        text.append(c);
        i++;
      } else {
        i = escape(literal, i + 1, text);
      }
    }
    return text.toString();
  }

  /** Resolves the escape whose letter stands at {@code at}; returns where it ends. */
  private static int escape(String literal, int at, StringBuilder text) {
    char letter = literal.charAt(at);
    switch (letter) {
      case '\n' -> {} // a backslash before a line break joins the lines
      case '\\', '\'', '"' -> text.append(letter);
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'a' -> text.append('\u0007');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'v' -> text.append('\u000b');
      case 'x' -> {
        return code(literal, at, 2, text);
      }
      case 'u' -> {
        return code(literal, at, 4, text);
      }
      case 'U' -> {
        return code(literal, at, 8, text);
      }
      case 'N' ->
          throw new IllegalArgumentException(
              "a character must be written as itself or by its code, but was named by '\\N'");
      default -> {
        if (isOctal(letter)) {
          return octal(literal, at, text);
        }
        text.append('\\').append(letter);
      }
    }
    return at + 1;
  }

  private static int code(String literal, int at, int digits, StringBuilder text) {
    int end = at + 1 + digits;
    String code = literal.substring(at + 1, Math.min(end, literal.length()));
    if (!code.matches("[0-9a-fA-F]{" + digits + "}")
        || !Character.isValidCodePoint(Integer.parseUnsignedInt(code, 16))) {
      throw new IllegalArgumentException(
          "the escape \\"
              + literal.charAt(at)
              + " must have "
              + digits
              + " hexadecimal digits of a character, but has '"
              + code
              + "'");
    }
    text.appendCodePoint(Integer.parseUnsignedInt(code, 16));
    return end;
  }

  private static int octal(String literal, int at, StringBuilder text) {
    int end = at;
    int code = 0;
    while (end < literal.length() && end < at + 3 && isOctal(literal.charAt(end))) {
      code = code * 8 + literal.charAt(end) - '0';
      end++;
    }
    text.appendCodePoint(code);
    return end;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }
}
