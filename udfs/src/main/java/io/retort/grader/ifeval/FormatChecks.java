package io.retort.grader.ifeval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions about Markdown and JSON. */
final class FormatChecks {

  private static final List<String> CONSTRAINED =
      List.of("My answer is yes.", "My answer is no.", "My answer is maybe.");

  private static final Pattern HIGHLIGHT = Pattern.compile("\\*[^\\n*]*\\*");
  private static final Pattern DOUBLE_HIGHLIGHT = Pattern.compile("\\*\\*[^\\n*]*\\*\\*");

  /** As Python's {@code json.loads}, which knows NaN and Infinity. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private FormatChecks() {}

  static Instruction constrained(Arguments arguments) {
    return response -> CONSTRAINED.stream().anyMatch(response::contains);
  }

  /** One JSON value and nothing else, perhaps within a code fence. */
  static Instruction json(Arguments arguments) {
    return response -> isJson(unfenced(Letters.strip(response)));
  }

  private static String unfenced(String text) {
    String inner = text;
    for (String fence : List.of("```json", "```Json", "```JSON", "```")) {
      inner = inner.startsWith(fence) ? inner.substring(fence.length()) : inner;
    }
    inner = inner.endsWith("```") ? inner.substring(0, inner.length() - 3) : inner;
    return Letters.strip(inner);
  }

  private static boolean isJson(String text) {
    try {
      return !JSON.readTree(text).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** At least so many marks such as "Section 2". */
  static Instruction sections(Arguments arguments) {
    String splitter = Letters.strip(arguments.text("section_spliter"));
    int wanted = arguments.count("num_sections");
    Pattern mark =
        Pattern.compile(Pattern.quote(splitter) + "\\s?\\d+", Pattern.UNICODE_CHARACTER_CLASS);
    return response -> mark.matcher(response).results().count() >= wanted;
  }

  static Instruction bullets(Arguments arguments) {
    int wanted = arguments.count("num_bullets");
    return response -> Bullets.count(response) == wanted;
  }

  /** At least so many; **this** counts twice where *this* counts once, as in the original. */
  static Instruction highlights(Arguments arguments) {
    int wanted = arguments.count("num_highlights");
    return response -> filled(HIGHLIGHT, response) + filled(DOUBLE_HIGHLIGHT, response) >= wanted;
  }

  private static int filled(Pattern pattern, String response) {
    int count = 0;
    Matcher matcher = pattern.matcher(response);
    while (matcher.find()) {
      count += Letters.isBlank(matcher.group().replace("*", "")) ? 0 : 1;
    }
    return count;
  }

  /** A line with {@code <<something>>}. */
  static Instruction title(Arguments arguments) {
    return response -> Letters.lines(response).anyMatch(FormatChecks::hasTitle);
  }

  private static boolean hasTitle(String line) {
    int start = line.indexOf("<<");
    int end = line.lastIndexOf(">>") + 2;
    if (start < 0 || end - start < 5) {
      return false;
    }
    int from = start;
    while (from < end && line.charAt(from) == '<') {
      from++;
    }
    int to = end;
    while (to > from && line.charAt(to - 1) == '>') {
      to--;
    }
    return !Letters.isBlank(line.substring(from, to));
  }
}
