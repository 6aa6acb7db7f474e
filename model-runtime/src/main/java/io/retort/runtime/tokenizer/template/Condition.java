package io.retort.runtime.tokenizer.template;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What stands behind {@code is}, and is called a test in Jinja: yes or no about a value. */
@FunctionalInterface
interface Condition {

  boolean holds(Value value, Arguments arguments, Rendering rendering);

  /**
   * The test of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Condition named(String name) {
    return Optional.ofNullable(Registry.CONDITIONS.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the test '"
                        + name
                        + "' is not supported; supported are "
                        + String.join(", ", new TreeSet<>(Registry.CONDITIONS.keySet()))));
  }

  /** All tests, under the names that Jinja gives them. */
  final class Registry {

    private static final Map<String, Condition> CONDITIONS =
        Map.ofEntries(
            alone("boolean", Numeric.Bool.class::isInstance),
            alone("callable", Function.class::isInstance),
            alone("defined", value -> !(value instanceof Undefined)),
            alone("even", value -> integer(value, "even") % 2 == 0),
            alone("false", value -> value instanceof Numeric.Bool bool && !bool.truth()),
            alone("float", Numeric.Real.class::isInstance),
            alone("integer", Numeric.Int.class::isInstance),
            alone("iterable", Registry::isIterable),
            alone("lower", value -> TextMethods.isCased(value, Character::isLowerCase)),
            alone("mapping", Dict.class::isInstance),
            alone("none", None.class::isInstance),
            alone("number", Numeric.class::isInstance),
            alone("odd", value -> integer(value, "odd") % 2 != 0),
            alone("sequence", Registry::isIterable),
            alone("string", Text.class::isInstance),
            alone("true", value -> value instanceof Numeric.Bool bool && bool.truth()),
            alone("undefined", Undefined.class::isInstance),
            alone("upper", value -> TextMethods.isCased(value, Character::isUpperCase)),
            alone("escaped", value -> value instanceof Text text && text.isMarkup()),
            alone("filter", value -> value instanceof Text text && Filter.isKnown(text.text())),
            alone("test", value -> value instanceof Text text && isKnown(text.text())),
            Map.entry("divisibleby", Registry::isDivisible),
            Map.entry("sameas", Registry::isSame),
            comparison("==", Comparison.EQUAL),
            comparison("eq", Comparison.EQUAL),
            comparison("equalto", Comparison.EQUAL),
            comparison("!=", Comparison.NOT_EQUAL),
            comparison("ne", Comparison.NOT_EQUAL),
            comparison("<", Comparison.LESS),
            comparison("lt", Comparison.LESS),
            comparison("lessthan", Comparison.LESS),
            comparison("<=", Comparison.LESS_OR_EQUAL),
            comparison("le", Comparison.LESS_OR_EQUAL),
            comparison(">", Comparison.GREATER),
            comparison("gt", Comparison.GREATER),
            comparison("greaterthan", Comparison.GREATER),
            comparison(">=", Comparison.GREATER_OR_EQUAL),
            comparison("ge", Comparison.GREATER_OR_EQUAL),
            comparison("in", Comparison.IN));

    private Registry() {}

    private static boolean isKnown(String name) {
      return CONDITIONS.containsKey(name);
    }

    private static Map.Entry<String, Condition> alone(String name, Predicate<Value> predicate) {
      return Map.entry(
          name,
          (value, arguments, rendering) -> {
            arguments.bind();
            return predicate.test(value);
          });
    }

    private static Map.Entry<String, Condition> comparison(String name, Comparison comparison) {
      return Map.entry(
          name,
          (value, arguments, rendering) ->
              comparison.holds(value, arguments.bind("other").required("other"), rendering));
    }

    // Whatever can be looped over also has a length and elements here, so is a sequence.
    private static boolean isIterable(Value value) {
      return value instanceof Text
          || value instanceof Items
          || value instanceof Dict
          || value instanceof Undefined;
    }

    private static boolean isDivisible(Value value, Arguments arguments, Rendering rendering) {
      Value divisor = arguments.bind("num").required("num");
      Value remainder = Operator.REMAINDER.apply(value, divisor, rendering);
      return remainder instanceof Numeric number && number.toDouble() == 0;
    }

    /** Python's {@code is}; texts and numbers of one type are one object where they are equal. */
    private static boolean isSame(Value value, Arguments arguments, Rendering rendering) {
      Value other = arguments.bind("other").required("other");
      boolean isContainer = value instanceof Items || value instanceof Dict;
      return value == other || (!isContainer && value.equals(other));
    }

    private static long integer(Value value, String test) {
      if (value instanceof Numeric number && number.isInteger()) {
        return number.toLong();
      }
      throw new IllegalArgumentException(
          "the test '" + test + "' must be given an integer, but was given " + value.type());
    }
  }
}
