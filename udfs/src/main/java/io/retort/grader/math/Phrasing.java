package io.retort.grader.math;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites the words around and behind a value into the LaTeX that the parser reads. */
final class Phrasing {

  /** 3/4 (or 0.75): another way to write the value. */
  private static final Pattern OTHERWISE =
      Pattern.compile(
          "\\s*\\(\\s*(?:or|i\\.e\\.,?|that is,?|equivalently,?|=)\\s+([^()]{1,60})\\)\\s*$");

  /** 3/7 (about 0.43), 7 (seven): a remark on the value. */
  private static final Pattern ROUGHLY =
      Pattern.compile(
          "\\s*(?:\\\\text\\{\\s*)?\\((?:or )?(?:about|approximately|approx\\.?|roughly|≈|\\\\approx)[^()]{1,60}\\)\\}?\\s*$");

  private static final Pattern BEFORE_VALUE =
      Pattern.compile(
          "^(?:\\\\text\\{)?(?i:about|approximately|approx\\.?|roughly|around|exactly|only)[~\\s]*+\\}?[~\\s]*+(?=[-$\\\\\\d.])");

  private static final Pattern ALL_REALS_BUT =
      Pattern.compile(
          "(?:\\\\text\\{)?(?i:(?:the set of )?all real (?:numbers|values)(?: of)?(?: [a-z])?"
              + " (?:except|other than|but|excluding)(?: for| at)?)[~\\s]*+\\}?[~$\\s]*+(?:[a-z]\\s*=)?(.{1,60})");

  private static final Pattern REAL_WITH =
      Pattern.compile(
          "^(?:\\\\text\\{)?(?i:all real (?:(?:numbers|values)(?: of)?)?)[~\\s]*+\\}?[~\\s]*+(?=[a-z]\\s*(?:\\\\ne|≠|!=))");

  private static final Pattern ALL_WITH =
      Pattern.compile(
          "^(?:\\\\text\\{)?(?i:(?:for )?all)[~\\s]*+\\}?[~\\s]*+(?=[a-z]\\s*(?:\\\\(?:ne|[gl](?:e|t))|≠|!=|[<>≤≥]))");

  /** More than 5, at least 5. */
  private static final Pattern COMPARISON =
      Pattern.compile(
          "^(?:\\\\text\\{)?(?i:(more than|greater than|larger than)|(at least|no less than|not less than)"
              + "|(less than|fewer than|smaller than)|(at most|no more than|not more than))"
              + "[~\\s]*+\\}?[~\\s$]*+(?=[-\\d.\\\\])");

  /** x^2 for x > 0, 1/x where x ≠ 0. */
  private static final Pattern CONDITION =
      Pattern.compile(
          "(?:,?\\s*\\\\text\\{[,\\s~]*|[,\\s]\\s*)(?:for|where|when|if|provided that|provided|with)"
              + "(?: all)?[~\\s]*\\}?[~\\s]*(?=[a-z]\\s*(?:\\\\(?:ne|[gl](?:e|t)|in)|≠|!=|[<>≤≥∈])"
              + "|-?\\d+\\s*(?:[<≤]|\\\\l))");

  /** x = 2 (double root): a remark on the value. */
  private static final Pattern REMARK =
      Pattern.compile(
          "\\s*(?:\\\\text\\{)?\\s*\\((?:(?:a )?(?:double|repeated|triple|simple) root|twice|multiplicity \\d|each"
              + "|exact|rounded[a-z ]{0,40}|simplified|in total|reject(?:ed)?|extraneous)\\)\\s*\\}?$");

  /** -1 at x = 2: where a value is taken. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?<=[\\d)}\\]$])\\s*(?:\\\\text\\{\\s*)?\\b(?:at|when)\\b[~\\s]*\\}?[~\\s$]*[a-z]\\s*=[^,;=]{1,30}$");

  /** $5M, $2bn. */
  private static final Pattern SCALED_MONEY =
      Pattern.compile("(-?\\\\?\\$\\s*\\d[\\d,.]{0,15})\\s*(M|B|K|k|bn)");

  private static final String DRESS = "(?:\\\\text\\{|\\\\[ ,;]|[{}$~\\s,(])*+";

  /** The parameter in words: n is an integer, for any integer n. */
  private static final Pattern INTEGER_LAST =
      Pattern.compile(
          "(?:[,\\s}(]|\\\\[ ,;])"
              + DRESS
              + "(?:(?:where|for|with)\\b)?"
              + DRESS
              + "(?:(?:some|any|all|every|each)\\b)?"
              + DRESS
              + "\\b([a-z])\\b"
              + DRESS
              + "(?:(?:is|are|be)\\b)?"
              + DRESS
              + "(?:(?:an|any|arbitrary)\\b)?"
              + DRESS
              + "integers?\\b[})$.\\s]*+$");

  private static final Pattern INTEGER_FIRST =
      Pattern.compile(
          "(?:[,\\s}(]|\\\\[ ,;])"
              + DRESS
              + "(?:where|for|with)\\b"
              + DRESS
              + "(?:(?:some|any|all|every|each)\\b)?"
              + DRESS
              + "integers?\\b"
              + DRESS
              + "([a-z])[})$.\\s]*+$");

  private Phrasing() {}

  static String inLatex(String text) {
    String latex = text;
    if (text.endsWith(")") || text.endsWith(")}")) {
      latex = REMARK.matcher(latex).replaceFirst("");
      latex = ROUGHLY.matcher(latex).replaceFirst("");
      latex = OTHERWISE.matcher(latex).replaceFirst(", $1");
    }
    if (text.indexOf('$') >= 0) {
      latex = withScale(latex);
    }
    if (text.contains("integer")) {
      latex = INTEGER_FIRST.matcher(latex).replaceFirst(", $1 \\\\in \\\\mathbb{Z}");
      latex = INTEGER_LAST.matcher(latex).replaceFirst(", $1 \\\\in \\\\mathbb{Z}");
    }
    if (text.contains("per cent")) {
      latex = latex.replace("per cent", "percent");
    }
    if (text.contains("ll real ")) {
      return reals(latex);
    }
    if (!text.contains("\\begin") && text.indexOf('&') < 0) {
      latex = PLACE.matcher(latex).replaceFirst("");
      latex = CONDITION.matcher(latex).replaceAll(", ");
    }
    boolean isWord =
        !text.isEmpty() && (Character.isLetter(text.charAt(0)) || text.startsWith("\\text"));
    return isWord ? compared(BEFORE_VALUE.matcher(latex).replaceFirst("")) : latex;
  }

  /** "More than 5" as > 5. */
  private static String compared(String text) {
    Matcher words = COMPARISON.matcher(ALL_WITH.matcher(text).replaceFirst(""));
    String sign = "";
    if (words.find()) {
      sign =
          words.group(1) != null
              ? ">"
              : words.group(2) != null ? "\\ge " : words.group(3) != null ? "<" : "\\le ";
    }
    return words.replaceFirst(Matcher.quoteReplacement(sign));
  }

  /** Whether the text writes its value in another way behind it: 3/4 (or 0.75). */
  static boolean saysOtherwise(String text) {
    return text.endsWith(")") && text.length() < 300 && OTHERWISE.matcher(text).find();
  }

  /** $5M as $5 million, US$5 as $5. */
  private static String withScale(String text) {
    boolean isOfStates = text.startsWith("US\\$") || text.startsWith("US$");
    String money = isOfStates ? text.substring(2) : text;
    Matcher matcher = SCALED_MONEY.matcher(money);
    if (!matcher.matches()) {
      return money;
    }
    String scale =
        switch (matcher.group(2)) {
          case "M" -> "million";
          case "K", "k" -> "thousand";
          default -> "billion";
        };
    return matcher.group(1) + " " + scale;
  }

  private static String reals(String text) {
    Matcher but = ALL_REALS_BUT.matcher(text);
    if (but.matches()) {
      return "\\mathbb{R}\\setminus\\{" + but.group(1).replaceFirst("\\}$", "") + "\\}";
    }
    return REAL_WITH.matcher(text).replaceFirst("");
  }
}
