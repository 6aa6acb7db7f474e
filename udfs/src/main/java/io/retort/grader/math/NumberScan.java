package io.retort.grader.math;

/**
 * One number as answers write it: digits, separators between thousands, a decimal point.
 *
 * @param digits without separators, with a point before the decimals, with an exponent if written
 * @param end where the text goes on
 * @param isAmbiguous whether the alternative reading differs
 */
record NumberScan(String digits, int end, boolean isAmbiguous) {

  /** Separators that cannot be taken for anything else. */
  private static final String[] SURE = {
    "{,}", ",\\!", ",\\!\\,", "\\,", "\\!", "{\\,}", "\\:", "\u2009", "\u202f", "{,\\!}", "{ , }",
    "{, }", "{,\\,}", "\\ ", ",\\ ", "'",
  };

  static NumberScan at(String source, int start, boolean isInBrackets, boolean isAlternative) {
    StringBuilder digits = new StringBuilder();
    int end = digitsFrom(source, start, digits);
    boolean isAmbiguous = false;
    boolean canGroup = end - start >= 1 && end - start <= 3 && source.charAt(start) != '0';
    while (canGroup) {
      int group = sureGroup(source, end);
      if (group < 0) {
        group = plainGroup(source, end);
        if (group < 0) {
          break;
        }
        isAmbiguous = true;
        if (isInBrackets != isAlternative) {
          break;
        }
      }
      digits.append(source, group, group + 3);
      end = group + 3;
    }
    boolean isUngrouped = digits.length() == end - start && !isAmbiguous && !isInBrackets;
    if (isUngrouped && isDecimalComma(source, start, end)) {
      isAmbiguous = true;
      if (isAlternative) {
        digits.append('.');
        end = digitsFrom(source, end + 1, digits);
      }
    }
    if (charAt(source, end) == '.' && isNumberDot(source, end)) {
      digits.append('.');
      end = digitsFrom(source, end + 1, digits);
    }
    end = exponentFrom(source, end, digits);
    return new NumberScan(digits.toString(), end, isAmbiguous);
  }

  private static int digitsFrom(String source, int start, StringBuilder digits) {
    int end = start;
    while (isDigit(charAt(source, end))) {
      end++;
    }
    digits.append(source, start, end);
    return end;
  }

  /** Where the next three digits start if a sure separator stands before them, or -1. */
  private static int sureGroup(String source, int end) {
    int start = end;
    while (charAt(source, start) == ' ' && charAt(source, start + 1) == '{') {
      start++;
    }
    for (String separator : SURE) {
      if (source.startsWith(separator, start)) {
        int group = start + separator.length();
        // Only a separator that TeX closes up may be followed by a space.
        if (separator.contains("\\!") || separator.startsWith("{")) {
          while (charAt(source, group) == ' ') {
            group++;
          }
        }
        if (isGroup(source, group)) {
          return group;
        }
      }
    }
    return -1;
  }

  /** The same for a comma or a space, which may separate items too. */
  private static int plainGroup(String source, int end) {
    char c = charAt(source, end);
    return (c == ',' || c == ' ' || c == '\u00a0') && isGroup(source, end + 1) ? end + 1 : -1;
  }

  private static boolean isGroup(String source, int start) {
    return isDigit(charAt(source, start))
        && isDigit(charAt(source, start + 1))
        && isDigit(charAt(source, start + 2))
        && !isDigit(charAt(source, start + 3));
  }

  /** Whether this is the only comma of the text, between digits and without a point. */
  private static boolean isDecimalComma(String source, int start, int end) {
    return charAt(source, end) == ','
        && isDigit(charAt(source, end + 1))
        && (start == 0 || charAt(source, start - 1) != '.')
        && source.indexOf(',') == end
        && source.indexOf(',', end + 1) < 0
        && source.indexOf('.') < 0;
  }

  private static boolean isNumberDot(String source, int dot) {
    char next = charAt(source, dot + 1);
    return isDigit(next) || next == '/' || next == '*' || source.startsWith("\\overline", dot + 1);
  }

  private static int exponentFrom(String source, int end, StringBuilder digits) {
    char e = charAt(source, end);
    if (e != 'e' && e != 'E') {
      return end;
    }
    char sign = charAt(source, end + 1);
    int start = sign == '-' || sign == '+' ? end + 2 : end + 1;
    int last = start;
    while (isDigit(charAt(source, last))) {
      last++;
    }
    if (last == start || last - start > 6) {
      return end;
    }
    digits.append('e').append(source, end + 1, last);
    return last;
  }

  private static char charAt(String source, int index) {
    return index >= 0 && index < source.length() ? source.charAt(index) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
