package io.retort.grader.ifeval;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions about keywords and letters. Case makes no difference. */
final class KeywordChecks {

  /** Between a word character and none, in either order. */
  private static final String EDGE =
      "(?:(?<="
          + Letters.WORD
          + ")(?!"
          + Letters.WORD
          + ")|(?<!"
          + Letters.WORD
          + ")(?="
          + Letters.WORD
          + "))";

  private KeywordChecks() {}

  /** Every keyword, within words too: "cat" stands in "concatenate". */
  static Instruction existence(Arguments arguments) {
    List<Pattern> keywords =
        arguments.texts("keywords").stream().map(KeywordChecks::literal).toList();
    return response -> keywords.stream().allMatch(keyword -> keyword.matcher(response).find());
  }

  static Instruction forbidden(Arguments arguments) {
    List<Pattern> words =
        arguments.texts("forbidden_words").stream()
            .map(word -> pattern(EDGE + Pattern.quote(word) + EDGE))
            .toList();
    return response -> words.stream().noneMatch(word -> word.matcher(response).find());
  }

  static Instruction frequency(Arguments arguments) {
    Pattern keyword = literal(Letters.strip(arguments.text("keyword")));
    int frequency = arguments.count("frequency");
    Relation relation = arguments.relation("relation");
    return response -> relation.holds(count(keyword, response), frequency);
  }

  /** One character; the data set asks for "#" and "!" too. */
  static Instruction letterFrequency(Arguments arguments) {
    String letter = arguments.text("letter").toLowerCase(Locale.ROOT);
    int frequency = arguments.count("let_frequency");
    Relation relation = arguments.relation("let_relation");
    if (letter.codePointCount(0, letter.length()) != 1) {
      throw new IllegalArgumentException(
          arguments.instruction() + ": 'letter' must be one character, but was '" + letter + "'");
    }
    int wanted = letter.codePointAt(0);
    return response ->
        relation.holds(
            response.toLowerCase(Locale.ROOT).codePoints().filter(c -> c == wanted).count(),
            frequency);
  }

  private static long count(Pattern keyword, String response) {
    Matcher matcher = keyword.matcher(response);
    long count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  private static Pattern literal(String keyword) {
    return pattern(Pattern.quote(keyword));
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
