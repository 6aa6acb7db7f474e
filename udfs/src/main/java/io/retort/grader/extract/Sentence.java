package io.retort.grader.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a sentence ends, formulas kept whole, and the parts of it that may be its answer. */
final class Sentence {

  private static final int MAX_CHARS = 2_000;

  private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]+)\\*\\*");

  private static final String SCALE = "\\s(?:thousand|million|billion|trillion)\\b";

  private static final Pattern TIME =
      Pattern.compile("(?<![\\d:])\\d{1,2}:\\d{2}(?![\\d:])(?:\\s?[aApP]\\.?[mM]\\b)?");

  private static final Pattern NO_SOLUTION =
      Pattern.compile("(?i)\\bno (?:real |integer |positive |such )?(?:solutions?|roots?)\\b");

  /** A remark behind the answer: because 6 times 7 is that; (6 times 7). */
  private static final Pattern ASIDE =
      Pattern.compile(
          "[,;]?\\s+(?:because|since)\\s.*$"
              + "|\\s\\((?=[^()\\\\$]*\\p{L}{3})[^()\\\\$]*\\)[.\\s]*$");

  /** A single word at the end of a sentence that neither denies it nor leaves it open. */
  private static final Pattern LAST_WORD =
      Pattern.compile(
          "(?is)(?!.*(?:\\b(?:not|no|never|neither|nor|or|whether|if|cannot)\\b|n['’]t\\b))"
              + ".*\\s(\\p{L}{2,})[.!\\s]*");

  /** Digits with separators and decimals, a fraction of them, a percent sign after. */
  static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{Alnum}.,\\\\_^{])[-−]?(?:\\\\[dt]?frac\\{\\d+\\}\\{\\d+\\}"
              + "|(?:\\d{1,3}(?:(?:,|\\{,\\}|,\\\\!)\\d{3}){1,20}|\\d{1,400})(?:[.,]\\d+)?(?:[eE][-+]?\\d+)?(?:/\\d+)?|\\.\\d+)"
              + "(?:\\s?\\\\?%|"
              + SCALE
              + ")?");

  private static final Pattern MONEY =
      Pattern.compile(
          "[$€£]\\s?(\\d[\\d,]*+(?:\\.\\d++)?+(?:"
              + SCALE
              + ")?)|(?<![\\d.,])(\\d[\\d,]*+(?:\\.\\d++)?+)\\s?[$€£](?!\\d)");

  private static final Pattern COPULA =
      Pattern.compile(
          "(?:\\bis\\b|\\bare\\b|\\bequals\\b|\\best(?: de)?\\b|\\bes\\b|是|为|هو|هي|(?<![!<>=])=)");

  /** Bounds are no answer. */
  private static final Pattern BETWEEN = Pattern.compile("\\s*(?:somewhere )?between\\b");

  private static final Pattern ROUNDING =
      Pattern.compile("\\b(?:about|approximately|roughly|approx)\\b|≈|\\\\approx");

  private Sentence() {}

  /** The text from a place up to the end of the sentence or line, blank lines before it skipped. */
  static String from(String text, int place) {
    int start = place;
    while (start < text.length()
        && (Character.isWhitespace(text.charAt(start))
            || "*:：=".indexOf(text.charAt(start)) >= 0)) {
      start++;
    }
    return text.substring(start, end(text, start)).strip();
  }

  private static int end(String text, int start) {
    boolean isInFormula = false;
    String closing = closingOfDisplay(text, start);
    if (!closing.isEmpty()) {
      int close = text.indexOf(closing, start + 2);
      return close < 0 ? Math.min(text.length(), start + MAX_CHARS) : close + 2;
    }
    int limit = Math.min(text.length(), start + MAX_CHARS);
    for (int i = start; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '$') {
        isInFormula = !isInFormula && text.indexOf('$', i + 1) >= 0;
      } else if (c == '\n' || c == '。' || (!isInFormula && c == '.' && isFullStop(text, i))) {
        return i;
      } else if (c == '<' && text.startsWith("</", i)) {
        return i;
      }
    }
    return limit;
  }

  private static String closingOfDisplay(String text, int start) {
    return text.startsWith("\\[", start) ? "\\]" : text.startsWith("$$", start) ? "$$" : "";
  }

  private static boolean isFullStop(String text, int dot) {
    char next = dot + 1 < text.length() ? text.charAt(dot + 1) : ' ';
    boolean isAbbreviation =
        dot >= 1
            && Character.isLetter(text.charAt(dot - 1))
            && (dot < 2 || !Character.isLetter(text.charAt(dot - 2)))
            && "apmAPM".indexOf(text.charAt(dot - 1)) >= 0
            && (next == 'm' || next == 'M' || (dot >= 2 && text.charAt(dot - 2) == '.'));
    return !isAbbreviation && (Character.isWhitespace(next) || "\"')<*$”".indexOf(next) >= 0);
  }

  static boolean isBlank(String content) {
    return content.chars().noneMatch(c -> Character.isLetterOrDigit(c) || "∞∅π".indexOf(c) >= 0);
  }

  /**
   * What may be the answer of a whole sentence, likeliest first: what it equates last, what it
   * prints bold, its last formula, its only sum of money, its last time of day or number, its last
   * word.
   */
  static List<String> parts(String whole) {
    String sentence = withoutAside(whole);
    List<String> parts = new ArrayList<>();
    if (NO_SOLUTION.matcher(sentence).find() && !hasDigit(sentence)) {
      parts.add("no solution");
    }
    Matcher copula = COPULA.matcher(sentence);
    int after = -1;
    while (copula.find()) {
      after = copula.end();
    }
    Optional<Formula> formula = Formula.last(sentence);
    boolean isInFormula =
        formula.isPresent() && after > formula.get().start() && after < formula.get().end();
    if (BETWEEN.matcher(sentence).lookingAt()) {
      return List.of();
    }
    if (after >= 0 && BETWEEN.matcher(sentence).region(after, sentence.length()).lookingAt()) {
      return List.of();
    }
    boolean isRest = after >= 0 && !isInFormula && !isRounding(sentence.substring(after));
    if (isRest) {
      parts.add(sentence.substring(after).strip());
    }
    addLast(BOLD.matcher(sentence), parts);
    Optional<MatchResult> number =
        NUMBER.matcher(sentence).results().reduce((first, second) -> second);
    boolean isNumberLast =
        number.isPresent()
            && (formula.isEmpty()
                || (number.get().start() >= formula.get().end()
                    && !isRounding(sentence.substring(formula.get().end(), number.get().start()))));
    if (!isNumberLast) {
      formula.ifPresent(found -> parts.add(found.content()));
    }
    addOnly(MONEY.matcher(sentence), parts);
    addLast(TIME.matcher(sentence), parts);
    number.ifPresent(found -> parts.add(found.group()));
    Matcher lastWord = LAST_WORD.matcher(sentence);
    if (lastWord.matches()) {
      parts.add(lastWord.group(1));
    }
    return parts;
  }

  private static String withoutAside(String sentence) {
    Matcher aside = ASIDE.matcher(sentence);
    return aside.find() && hasDigit(sentence.substring(0, aside.start()))
        ? sentence.substring(0, aside.start())
        : sentence;
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }

  /** Whether these words make a number after a formula its rounded value. */
  private static boolean isRounding(String between) {
    return ROUNDING.matcher(between).find();
  }

  private static void addLast(Matcher matcher, List<String> parts) {
    String last = "";
    while (matcher.find()) {
      last = group(matcher);
    }
    if (!last.isEmpty()) {
      parts.add(last);
    }
  }

  private static void addOnly(Matcher matcher, List<String> parts) {
    List<String> all = new ArrayList<>();
    while (matcher.find()) {
      all.add(group(matcher));
    }
    if (all.size() == 1) {
      parts.addAll(all);
    }
  }

  /** The first group that took part, or the whole match. */
  static String group(Matcher matcher) {
    for (int i = 1; i <= matcher.groupCount(); i++) {
      if (matcher.group(i) != null) {
        return matcher.group(i);
      }
    }
    return matcher.group();
  }
}
