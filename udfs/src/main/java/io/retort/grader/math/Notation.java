package io.retort.grader.math;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites notations that only a whole pattern shows into the LaTeX that the parser reads. */
final class Notation {

  private static final String LETTER_C = "(?:\\\\(?:mathrm|text)\\{[CP]\\}|[CP])";

  /** 7C2, {}_7C_2, {}^{7}C_{2}; P instead of C for ordered draws. */
  private static final Pattern AROUND =
      Pattern.compile(
          "(?<![\\p{L}\\d}])(?:\\{\\}\\s*)?[_^]?\\{?(\\d{1,6})\\}?\\s*"
              + LETTER_C
              + "\\s*_?\\{?(\\d{1,6})\\}?(?![\\d}])");

  /** C(7, 2), nCr(7, 2), nPr(7, 2). */
  private static final Pattern CALLED =
      Pattern.compile(
          "(?<![\\p{L}\\\\])(nCr|nPr|C|binom)\\s*\\(\\s*(\\d{1,6})\\s*[,;]\\s*(\\d{1,6})\\s*\\)");

  /** C_7^2, as Chinese schools write it: the larger number is below. */
  private static final Pattern STACKED =
      Pattern.compile(
          "(?<![\\p{L}\\\\}])"
              + LETTER_C.replace('P', 'A')
              + "_\\{?(\\d{1,6})\\}?\\^\\{?(\\d{1,6})\\}?(?![\\d}])");

  /** ]2,3[ and [2,3[ with their open ends marked by turned brackets. */
  private static final Pattern TURNED =
      Pattern.compile("([\\[\\]])([^\\[\\](){},;]{1,100}[,;][^\\[\\](){},;]{1,100})([\\[\\]])");

  private Notation() {}

  static String inLatex(String text) {
    String latex = text;
    boolean isTurned = text.startsWith("]") || text.endsWith("[");
    if (isTurned) {
      latex = TURNED.matcher(latex).replaceAll(Notation::turned);
    }
    if (text.startsWith("<") && text.endsWith(">") && text.indexOf(',') > 0) {
      latex = "⟨" + latex.substring(1, latex.length() - 1) + "⟩";
    }
    boolean mayCount = text.length() < 300 && text.matches("(?s).*[CPA].*") && hasDigit(text);
    return mayCount ? counted(latex) : latex;
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }

  private static String counted(String text) {
    String around = AROUND.matcher(text).replaceAll(m -> draw(m, m.group(1), m.group(2)));
    String called = CALLED.matcher(around).replaceAll(m -> draw(m, m.group(2), m.group(3)));
    return STACKED.matcher(called).replaceAll(m -> draw(m, m.group(1), m.group(2)));
  }

  /** The number of draws of k from n; C_1^2 and the point C(1, 2) are none. */
  private static String draw(MatchResult match, String n, String k) {
    int from = Integer.parseInt(n);
    int drawn = Integer.parseInt(k);
    if (drawn > from || from < 2) {
      return Matcher.quoteReplacement(match.group());
    }
    boolean isOrdered = match.group().contains("P") || match.group().contains("A");
    String latex =
        isOrdered ? "\\frac{" + n + "!}{" + (from - drawn) + "!}" : "\\binom{" + n + "}{" + k + "}";
    return Matcher.quoteReplacement(latex);
  }

  private static String turned(MatchResult interval) {
    return (interval.group(1).equals("]") ? "(" : "[")
        + interval.group(2).replace("\\", "\\\\")
        + (interval.group(3).equals("[") ? ")" : "]");
  }
}
