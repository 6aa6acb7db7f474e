package io.retort.grader.ifeval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The instructions about how a response begins and ends, and of what parts it is made. */
final class FrameChecks {

  private static final String SIX_ASTERISKS = "******";

  private FrameChecks() {}

  static Instruction repeatsPrompt(Arguments arguments) {
    String prompt = lower(Letters.strip(arguments.text("prompt_to_repeat")));
    return response -> lower(Letters.strip(response)).startsWith(prompt);
  }

  /** Two different ones parted by six asterisks; blank parts only at the ends. */
  static Instruction twoResponses(Arguments arguments) {
    return response -> {
      List<String> parts = parts(response);
      List<String> held = parts.stream().map(Letters::strip).filter(p -> !p.isEmpty()).toList();
      boolean blankWithin =
          parts.size() > 2
              && parts.subList(1, parts.size() - 1).stream().anyMatch(Letters::isBlank);
      return !blankWithin && held.size() == 2 && !held.get(0).equals(held.get(1));
    };
  }

  private static List<String> parts(String response) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = response.indexOf(SIX_ASTERISKS);
        at >= 0;
        at = response.indexOf(SIX_ASTERISKS, start)) {
      parts.add(response.substring(start, at));
      start = at + SIX_ASTERISKS.length();
    }
    parts.add(response.substring(start));
    return parts;
  }

  static Instruction end(Arguments arguments) {
    String phrase = lower(Letters.strip(arguments.text("end_phrase")));
    return response -> lower(Letters.strip(Letters.strip(response), '"')).endsWith(phrase);
  }

  static Instruction quotation(Arguments arguments) {
    return response -> {
      String text = Letters.strip(response);
      return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
