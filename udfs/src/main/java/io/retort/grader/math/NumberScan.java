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
    "{,}", ",\\!", ",\\!\\,", "\\,", "\\!", "{\\,}", "\\:", "\\;", "~", "\u2009", "\u202f",
    "{,\\!}", "{ , }", "{, }", "{,\\,}", "\\ ", ",\\ ", "'",
  };

  static NumberScan at(String source, int start, boolean isInBrackets, boolean isAlternative) {
    StringBuilder digits = new StringBuilder();
    int end = digitsFrom(source, start, digits);
    boolean isAmbiguous = false;
    boolean canGroup = end - start >= 1 && end - start <= 3 && source.charAt(start) != '0';
    int pointGroups = canGroup ? pointGroups(source, end) : 0;
    boolean hasComma = pointGroups > 0 && isCommaOfDecimals(source, end + 4 * pointGroups);
    if (pointGroups > 1 || (hasComma && !isInBrackets)) {
      isAmbiguous = pointGroups == 1;
      if (pointGroups > 1 || isAlternative) {
        return withPoints(source, start, end + 4 * pointGroups, hasComma, isAmbiguous);
      }
      canGroup = false;
    }
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

  /** How many groups of three digits follow, each after a point: 2 in 1.234.567. */
  private static int pointGroups(String source, int end) {
    int groups = 0;
    while (charAt(source, end + 4 * groups) == '.' && isGroup(source, end + 4 * groups + 1)) {
      groups++;
    }
    return charAt(source, end + 4 * groups) == '.' && isDigit(charAt(source, end + 4 * groups + 1))
        ? 0
        : groups;
  }

  /** Whether the only comma of the text stands here, before decimals that are no group of three. */
  private static boolean isCommaOfDecimals(String source, int comma) {
    return charAt(source, comma) == ','
        && isDigit(charAt(source, comma + 1))
        && !isGroup(source, comma + 1)
        && source.indexOf(',') == source.lastIndexOf(',');
  }

  private static NumberScan withPoints(
      String source, int start, int point, boolean hasComma, boolean isAmbiguous) {
    StringBuilder digits = new StringBuilder(source.substring(start, point).replace(".", ""));
    int end = point;
    if (hasComma) {
      digits.append('.');
      end = digitsFrom(source, point + 1, digits);
    }
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
    return next == '/' || next == '*' || isDecimals(source, dot + 1);
  }

  /** Whether decimals start here: digits, or a period that is marked as such. */
  static boolean isDecimals(String source, int start) {
    int period = charAt(source, start) == '{' ? start + 1 : start;
    return isDigit(charAt(source, start))
        || source.startsWith("\\overline", period)
        || source.startsWith("\\bar", period)
        || source.startsWith("\\dot{", period)
        || (source.startsWith("\\dot", period) && isDigit(charAt(source, period + 4)))
        || isPeriodInBrackets(source, start);
  }

  /** The (3) of 0.(3). */
  private static boolean isPeriodInBrackets(String source, int start) {
    int end = start + 1;
    while (isDigit(charAt(source, end))) {
      end++;
    }
    return charAt(source, start) == '(' && end > start + 1 && charAt(source, end) == ')';
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
