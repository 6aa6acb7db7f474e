package io.retort.grader.math;

import java.util.Set;
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
          "(?<![\\p{L}\\\\])(nCr|nPr|[CP]|binom)\\s*\\(\\s*(\\d{1,6})\\s*[,;]\\s*(\\d{1,6})\\s*\\)");

  /** C_7^2, as Chinese schools write it: the larger number is below. */
  private static final Pattern STACKED =
      Pattern.compile(
          "(?<![\\p{L}\\\\}])"
              + LETTER_C.replace("CP", "CPA")
              + "_\\{?(\\d{1,6})\\}?\\^\\{?(\\d{1,6})\\}?(?![\\d}])");

  /** C^5_2, P^5_2 and P_5^2: the larger number is the one drawn from. */
  private static final Pattern STACKED_UP =
      Pattern.compile(
          "(?<![\\p{L}\\\\}])" + LETTER_C + "\\^\\{?(\\d{1,6})\\}?_\\{?(\\d{1,6})\\}?(?![\\d}])");

  /** {}_nC_2, {}^{n+1}P_k: with names, only behind the empty group. */
  private static final Pattern AROUND_NAMES =
      Pattern.compile(
          "\\{\\}\\s*[_^]\\{?([a-z0-9+-]{1,8})\\}?\\s*"
              + LETTER_C
              + "\\s*_\\{?([a-z0-9]{1,4})\\}?");

  /** C(n, 2) and C(n, k). */
  private static final Pattern CALLED_NAMES =
      Pattern.compile("(?<![\\p{L}\\\\])C\\s*\\(\\s*([nmN])\\s*,\\s*([rk\\d])\\s*\\)");

  /** ]2,3[ and [2,3[ with their open ends marked by turned brackets. */
  private static final Pattern TURNED =
      Pattern.compile("([\\[\\]])([^\\[\\](){},;]{1,100}[,;][^\\[\\](){},;]{1,100})([\\[\\]])");

  /** 0.1(6) and 0,(3) with nothing after them: a period, not a factor. */
  private static final Pattern PERIOD =
      Pattern.compile("^(-?\\d{1,9})[.,](\\d{0,20})\\((\\d{1,20})\\)$");

  /** 0.6 repeating: of several decimals it would not be known which repeat. */
  private static final Pattern REPEATING =
      Pattern.compile("^(-?\\d{1,9})\\.(\\d) ?(?:\\\\text\\{ ?)?(?:repeating|recurring)\\}?$");

  /** {x | x > 0} and {x : x > 0}, from which the braces are gone. */
  private static final Pattern SUCH_THAT =
      Pattern.compile(
          "^([a-z])\\s*(?:[|:∣]|\\\\mid|\\\\vert)\\s*(?=[^|]*(?:[<>≤≥≠]|\\\\[lgn]e|\\\\in\\b))([^|]*)$");

  /** The unit of 5 \\frac{\\text{km}}{\\text{h}}. */
  private static final Pattern UNIT_FRACTION =
      Pattern.compile(
          "\\\\[dt]?frac\\s*\\{\\s*(\\\\(?:text|mathrm)\\{[^{}]{1,20}\\}(?:\\^\\{?\\d\\}?)?)\\s*\\}"
              + "\\s*\\{\\s*(\\\\(?:text|mathrm)\\{[^{}]{1,20}\\}(?:\\^\\{?\\d\\}?)?)\\s*\\}");

  /** 120^\\circ \\mathrm{C}. */
  private static final Pattern TEMPERATURE =
      Pattern.compile(
          "(?:\\^\\{?\\s*\\\\circ\\s*\\}?|°)\\s*\\\\(?:mathrm|text)\\{[~\\s]*([CF])\\s*\\}");

  /** (a) 3, (b) 5: the marks of parts, of which the first two are there. */
  private static final Pattern PART =
      Pattern.compile(
          "(?:^|(?<=[,;\\s}]))(?:\\\\text\\{\\s*)?\\((a|b|c|d|i|ii|iii|iv|1|2|3|4)\\)(?=[\\s~}])[\\s~]*\\}?");

  private static final Pattern FIRST_PARTS =
      Pattern.compile("\\((a|i|1)\\)[\\s~}].{1,200}\\((b|ii|2)\\)[\\s~}]");

  private static final Pattern COLOR = Pattern.compile("\\\\(?:text)?color\\s*\\{[^{}]{1,30}\\}");

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
    if (text.length() < 60 && text.endsWith(")")) {
      latex = PERIOD.matcher(latex).replaceFirst("$1.$2\\\\overline{$3}");
    }
    if (text.length() < 60 && text.contains("r")) {
      latex = REPEATING.matcher(latex).replaceFirst("$1.\\\\overline{$2}");
    }
    if (text.length() < 300 && isSmallLetterFirst(text)) {
      latex = SUCH_THAT.matcher(latex).replaceFirst("\\\\{$1\\\\mid $2\\\\}");
    }
    if (text.length() < 300 && (text.startsWith("(") || text.startsWith("\\text{("))) {
      latex = withoutParts(latex);
    }
    if (text.length() < 300 && text.indexOf('\\') >= 0) {
      latex = UNIT_FRACTION.matcher(latex).replaceFirst("$1/$2");
      latex = TEMPERATURE.matcher(latex).replaceFirst("°$1");
      latex = COLOR.matcher(latex).replaceAll("");
    }
    latex = text.length() < 300 ? Phrasing.inLatex(latex) : latex;
    boolean mayCount = text.length() < 300 && hasLetterOfDraw(text);
    return mayCount ? counted(latex) : latex;
  }

  private static String withoutParts(String text) {
    Matcher first = FIRST_PARTS.matcher(text);
    boolean areParts =
        first.find()
            && Set.of("ab", "iii", "12").contains(first.group(1) + first.group(2))
            && first.start() <= "\\text{".length();
    return areParts ? PART.matcher(text).replaceAll(", ") : text;
  }

  private static boolean isSmallLetterFirst(String text) {
    return !text.isEmpty() && text.charAt(0) >= 'a' && text.charAt(0) <= 'z';
  }

  private static boolean hasLetterOfDraw(String text) {
    return text.indexOf('C') >= 0 || text.indexOf('P') >= 0 || text.indexOf('A') >= 0;
  }

  private static String counted(String text) {
    String around = AROUND.matcher(text).replaceAll(m -> draw(m, m.group(1), m.group(2)));
    String called = CALLED.matcher(around).replaceAll(m -> draw(m, m.group(2), m.group(3)));
    String stacked = STACKED.matcher(called).replaceAll(m -> draw(m, m.group(1), m.group(2)));
    String up = STACKED_UP.matcher(stacked).replaceAll(Notation::drawFromLarger);
    String named = AROUND_NAMES.matcher(up).replaceAll(Notation::drawByName);
    return CALLED_NAMES.matcher(named).replaceAll(Notation::drawByName);
  }

  private static String drawFromLarger(MatchResult match) {
    boolean isLargerUp = Integer.parseInt(match.group(1)) > Integer.parseInt(match.group(2));
    return draw(match, match.group(isLargerUp ? 1 : 2), match.group(isLargerUp ? 2 : 1));
  }

  private static String drawByName(MatchResult match) {
    String n = "(" + match.group(1) + ")";
    String k = match.group(2);
    return Matcher.quoteReplacement(
        match.group().contains("P")
            ? "\\frac{" + n + "!}{(" + n + "-" + k + ")!}"
            : "\\binom{" + n + "}{" + k + "}");
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
