package io.retort.grader.ifeval;

import java.util.Locale;
import java.util.regex.Pattern;

/** The instructions about things that must stand in a response, or must not. */
final class ContentChecks {

  private static final Pattern PS = Pattern.compile("p\\.\\s?s\\.");
  private static final Pattern PPS = Pattern.compile("p\\.\\s?p\\.\\s?s");

  private ContentChecks() {}

  /** At least so many pairs of square brackets, each on one line. */
  static Instruction placeholders(Arguments arguments) {
    int wanted = arguments.count("num_placeholders");
    return response ->
        Letters.lines(response).mapToInt(ContentChecks::placeholders).sum() >= wanted;
  }

  private static int placeholders(String line) {
    int count = 0;
    int open = line.indexOf('[');
    while (open >= 0) {
      int close = line.indexOf(']', open);
      if (close < 0) {
        return count;
      }
      count++;
      open = line.indexOf('[', close);
    }
    return count;
  }

  static Instruction postscript(Arguments arguments) {
    String marker = Letters.strip(arguments.text("postscript_marker"));
    return switch (marker) {
      case "P.S." -> response -> PS.matcher(lower(response)).find();
      case "P.P.S" -> response -> PPS.matcher(lower(response)).find();
      default -> response -> lower(response).contains(lower(marker));
    };
  }

  static Instruction noComma(Arguments arguments) {
    return response -> response.indexOf(',') < 0;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
