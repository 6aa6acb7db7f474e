package io.retort.runtime.tokenizer.template;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Python's {@code strftime} in English. */
final class Strftime {

  private static final Map<Character, DateTimeFormatter> DIRECTIVES =
      Map.ofEntries(
          directive('Y', "uuuu"),
          directive('y', "uu"),
          directive('m', "MM"),
          directive('B', "MMMM"),
          directive('b', "MMM"),
          directive('d', "dd"),
          directive('j', "DDD"),
          directive('A', "EEEE"),
          directive('a', "EEE"),
          directive('H', "HH"),
          directive('I', "hh"),
          directive('M', "mm"),
          directive('S', "ss"),
          directive('p', "a"));

  private Strftime() {}

  private static Map.Entry<Character, DateTimeFormatter> directive(char letter, String pattern) {
    return Map.entry(letter, DateTimeFormatter.ofPattern(pattern, Locale.US));
  }

  /** Replaces each directive by its part of the time. */
  static String format(String format, ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      if (format.charAt(i) == '%' && i + 1 < format.length()) {
        i++;
        text.append(part(format.charAt(i), time));
      } else {
        text.append(format.charAt(i));
      }
    }
    return text.toString();
  }

  private static String part(char letter, ZonedDateTime time) {
    if (letter == '%') {
      return "%";
    }
    DateTimeFormatter formatter = DIRECTIVES.get(letter);
    if (formatter == null) {
      throw new IllegalArgumentException(
          "a directive of strftime_now must be one of %Y %y %m %B %b %d %j %A %a %H %I %M %S %p %%,"
              + " but was %"
              + letter);
    }
    return formatter.format(time);
  }
}
