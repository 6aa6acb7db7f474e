package io.retort.grader.math;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A unit of measure by its kind and size.
 *
 * @param kind units of one kind can be converted into each other
 * @param size how many of the kind's base unit it is
 */
record Unit(String kind, Rational size) {

  private static final Map<String, Unit> NAMED = new HashMap<>();

  static {
    add("length", 1, 1, "m", "meter", "metre");
    add("length", 1, 100, "cm", "centimeter", "centimetre");
    add("length", 1, 1_000, "mm", "millimeter", "millimetre");
    add("length", 1_000, 1, "km", "kilometer", "kilometre");
    add("length", 254, 10_000, "in", "inch", "inche");
    add("length", 3_048, 10_000, "ft", "foot", "feet");
    add("length", 9_144, 10_000, "yd", "yard");
    add("length", 1_609_344, 1_000, "mi", "mile");
    add("time", 1, 1, "s", "sec", "second");
    add("time", 1, 1_000, "ms", "millisecond");
    add("time", 60, 1, "min", "minute");
    add("time", 3_600, 1, "h", "hr", "hour");
    add("time", 86_400, 1, "day");
    add("time", 604_800, 1, "week", "wk");
    add("month", 1, 1, "month");
    add("month", 12, 1, "year", "yr");
    add("mass", 1, 1, "g", "gram");
    add("mass", 1, 1_000, "mg", "milligram");
    add("mass", 1_000, 1, "kg", "kilogram");
    add("mass", 45_359_237, 100_000, "lb", "pound");
    add("mass", 28_349_523_125L, 1_000_000_000, "oz", "ounce");
    add("length^3", 1, 1_000, "l", "liter", "litre");
    add("length^3", 1, 1_000_000, "ml", "milliliter", "millilitre", "cc");
    add("length^3", 3_785_411_784L, 1_000_000_000_000L, "gal", "gallon");
    add("length^3", 946_352_946, 1_000_000_000_000L, "qt", "quart");
    add("length^3", 473_176_473, 1_000_000_000_000L, "pt", "pint");
    add("dollar", 1, 1, "dollar", "usd", "$");
    add("dollar", 1, 100, "cent", "¢");
    add("euro", 1, 1, "euro", "eur", "€");
    add("pounds sterling", 1, 1, "gbp", "£");
    add("pounds sterling", 1, 100, "pence");
    add("yen", 1, 1, "yen", "yuan", "rmb", "¥");
    add("rupee", 1, 1, "rupee", "inr", "₹");
    add("length/time", 1_609_344, 3_600_000, "mph");
    add("length/time", 1_000, 3_600, "kph", "kmph");
    add("mass length^2/time^2", 1_000, 1, "j", "joule");
    add("mass length^2/time^2", 1_000_000, 1, "kj", "kilojoule");
    add("mass length^2/time^2", 1_000_000_000, 1, "megajoule");
    add("mass length^2/time^2", 3_600_000_000L, 1, "kwh");
    add("mass length^2/time^3", 1_000, 1, "w", "watt");
    add("mass length^2/time^3", 1_000_000, 1, "kw", "kilowatt");
    add("mass length/time^2", 1_000, 1, "n", "newton");
    add("frequency", 1, 1, "hz", "hertz");
    add("frequency", 1_000, 1, "khz");
    add("mass/length time^2", 1_000, 1, "pa", "pascal");
    add("mass/length time^2", 1_000_000, 1, "kpa");
    add("mass/length time^2", 101_325_000, 1, "atm");
    add("electronvolt", 1, 1, "ev");
    add("resistance", 1, 1, "ohm");
    add("voltage", 1, 1, "v", "volt");
    add("current", 1, 1, "amp", "ampere");
    add("amount", 1, 1, "mol", "mole");
    add("charge", 1, 1, "c", "coulomb");
    add("temperature", 1, 1, "k", "kelvin");
    add("celsius", 1, 1, "celsius", "°c");
    add("fahrenheit", 1, 1, "fahrenheit", "°f");
    add("angle in radians", 1, 1, "rad", "radian");
  }

  private static void add(String kind, long over, long under, String... names) {
    for (String name : names) {
      NAMED.put(name, new Unit(kind, Rational.of(over, under)));
    }
  }

  /** The unit of that name, in singular or plural; empty if it is any other word. */
  static Optional<Unit> named(String word) {
    String name = word.toLowerCase(Locale.ROOT).replace(".", "");
    Unit unit = NAMED.get(name);
    if (unit == null && name.endsWith("s") && name.length() > 2) {
      unit = NAMED.get(name.substring(0, name.length() - 1));
    }
    return Optional.ofNullable(unit);
  }
}
