package io.retort.grader.math;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words after a number as a product of units.
 *
 * @param kinds what is measured, each with its power; empty if a word is no known unit
 * @param size how many of the kinds' base units it is
 */
record UnitPhrase(Map<String, Integer> kinds, Rational size) {

  private static final Pattern FACTOR = Pattern.compile("([\\p{L}°¢€£¥₹$]+)\\.?(?:\\^(-?[1-9]))?");
  private static final UnitPhrase UNKNOWN = new UnitPhrase(Map.of(), Rational.ONE);

  /** Kinds of several words. */
  private static final Set<String> UNDIVIDED = Set.of("pounds sterling", "angle in radians");

  private static final Map<String, Integer> POWERS_BEFORE =
      Map.of("square", 2, "sq", 2, "sq.", 2, "cubic", 3, "cu", 3, "cu.", 3);
  private static final Map<String, Integer> POWERS_AFTER = Map.of("squared", 2, "cubed", 3);

  /** Reads m/s^2, m s^-2, square metres, miles per hour, dollars a year. */
  static UnitPhrase of(String words) {
    String text =
        words
            .toLowerCase(Locale.ROOT)
            .replace(" per ", "/")
            .replace("degrees ", "")
            .replace("a year", "year")
            .replaceAll("\\s*/\\s*", "/");
    Map<String, Integer> kinds = new TreeMap<>();
    Rational size = Rational.ONE;
    int sign = 1;
    for (String product : text.split("/", -1)) {
      int before = 1;
      for (String word : product.strip().split(" +", -1)) {
        if (POWERS_BEFORE.containsKey(word)) {
          before = POWERS_BEFORE.getOrDefault(word, 1);
          continue;
        }
        if (POWERS_AFTER.containsKey(word)) {
          continue; // read with the unit before it
        }
        Matcher factor = FACTOR.matcher(word);
        Optional<Unit> unit = factor.matches() ? Unit.named(factor.group(1)) : Optional.empty();
        if (unit.isEmpty()) {
          return UNKNOWN;
        }
        String written = factor.group(2);
        int power =
            sign * (written == null ? before * after(product, word) : Integer.parseInt(written));
        size = size.times(unit.get().size().power(power));
        addKinds(unit.get().kind(), power, kinds);
        before = 1;
      }
      sign = -1;
    }
    return new UnitPhrase(Map.copyOf(kinds), size);
  }

  /** The 2 of "squared" where that follows the word. */
  private static int after(String product, String word) {
    return POWERS_AFTER.entrySet().stream()
        .filter(power -> (product + " ").contains(word + " " + power.getKey() + " "))
        .mapToInt(Map.Entry::getValue)
        .findFirst()
        .orElse(1);
  }

  /** A kind may be made of others: mass length^2/time^2. */
  private static void addKinds(String kind, int power, Map<String, Integer> kinds) {
    if (UNDIVIDED.contains(kind)) {
      kinds.merge(kind, power, Integer::sum);
      return;
    }
    int sign = 1;
    for (String product : kind.split("/", 2)) {
      for (String factor : product.split(" ", -1)) {
        String[] raised = factor.split("\\^", 2);
        int by = raised.length == 2 ? Integer.parseInt(raised[1]) : 1;
        kinds.merge(raised[0], sign * power * by, Integer::sum);
      }
      sign = -1;
    }
    kinds.values().removeIf(exponent -> exponent == 0);
  }

  /** Whether every word is a known unit, so that a difference to another means something. */
  boolean isKnown() {
    return !kinds.isEmpty();
  }
}
