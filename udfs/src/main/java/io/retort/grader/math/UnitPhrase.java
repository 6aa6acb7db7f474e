package io.retort.grader.math;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words after a number as a product of units.
 *
 * @param kind what is measured; empty if a word is no known unit
 * @param size how many of the kind's base unit it is
 */
record UnitPhrase(String kind, Rational size) {

  private static final Pattern FACTOR = Pattern.compile("([a-z]+)(?:\\^([23]))?");
  private static final UnitPhrase UNKNOWN = new UnitPhrase("", Rational.ONE);

  static UnitPhrase of(String words) {
    String text =
        words
            .replace("°c", "celsius")
            .replace("°f", "fahrenheit")
            .replace(" per ", "/")
            .replace("a year", "year")
            .replaceAll("\\s*/\\s*", "/");
    String[] parts = text.split("/", -1);
    UnitPhrase over = product(parts[0]);
    if (parts.length == 1 || over.kind.isEmpty()) {
      return over;
    }
    UnitPhrase under = product(parts[1]);
    return under.kind.isEmpty()
        ? UNKNOWN
        : new UnitPhrase(over.kind + "/" + under.kind, over.size.dividedBy(under.size));
  }

  private static UnitPhrase product(String words) {
    int power = 1;
    UnitPhrase total = UNKNOWN;
    for (String word : words.strip().split(" +", -1)) {
      if (word.equals("square") || word.equals("sq") || word.equals("squared")) {
        power = 2;
        total =
            word.equals("squared") ? new UnitPhrase(total.kind + "^2", total.size.power(2)) : total;
      } else if (word.equals("cubic") || word.equals("cubed")) {
        power = 3;
        total =
            word.equals("cubed") ? new UnitPhrase(total.kind + "^3", total.size.power(3)) : total;
      } else {
        Matcher factor = FACTOR.matcher(word);
        Optional<Unit> unit = factor.matches() ? Unit.named(factor.group(1)) : Optional.empty();
        if (unit.isEmpty()) {
          return word.equals("celsius") || word.equals("fahrenheit")
              ? new UnitPhrase(word, Rational.ONE)
              : UNKNOWN;
        }
        int exponent = factor.group(2) == null ? power : Integer.parseInt(factor.group(2));
        Unit raised = unit.get().power(exponent);
        total =
            total.kind.isEmpty()
                ? new UnitPhrase(raised.kind(), raised.size())
                : new UnitPhrase(total.kind + " " + raised.kind(), total.size.times(raised.size()));
        power = 1;
      }
    }
    return total;
  }

  /** Whether every word is a known unit, so that a difference to another means something. */
  boolean isKnown() {
    return !kind.isEmpty();
  }
}
