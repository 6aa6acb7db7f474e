package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;

/**
 * Methods of a Python str that look for a text in it, perhaps only from one place on and up to
 * another.
 */
final class TextSearch {

  private TextSearch() {}

  static Value find(String text, Arguments arguments, Rendering rendering) {
    return new Numeric.Int(place(text, arguments, rendering, false).orElse(-1));
  }

  static Value findLast(String text, Arguments arguments, Rendering rendering) {
    return new Numeric.Int(place(text, arguments, rendering, true).orElse(-1));
  }

  static Value index(String text, Arguments arguments, Rendering rendering) {
    return new Numeric.Int(found(place(text, arguments, rendering, false), arguments));
  }

  static Value indexOfLast(String text, Arguments arguments, Rendering rendering) {
    return new Numeric.Int(found(place(text, arguments, rendering, true), arguments));
  }

  private static int found(OptionalInt place, Arguments arguments) {
    return place.orElseThrow(
        () ->
            new IllegalArgumentException(
                arguments.function() + " must be given a part of the text, but was given another"));
  }

  /** In code points from the beginning of the text. */
  private static OptionalInt place(
      String text, Arguments arguments, Rendering rendering, boolean isLast) {
    Arguments bound = arguments.bind("sub", "start", "end");
    String part = bound.text("sub");
    Optional<Range> range = Range.of(text, bound);
    if (range.isEmpty()) {
      return OptionalInt.empty();
    }
    String within = range.get().within(text);
    rendering.spendOnSearch(within, part);
    int at = isLast ? within.lastIndexOf(part) : within.indexOf(part);
    return at < 0
        ? OptionalInt.empty()
        : OptionalInt.of(range.get().start() + within.codePointCount(0, at));
  }

  /** How often a text occurs without overlapping itself. */
  static Value count(String text, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("sub", "start", "end");
    String part = bound.text("sub");
    Optional<Range> range = Range.of(text, bound);
    if (range.isEmpty()) {
      return new Numeric.Int(0);
    }
    String within = range.get().within(text);
    rendering.spendOnSearch(within, part);
    if (part.isEmpty()) {
      return new Numeric.Int(PythonText.length(within) + 1);
    }
    int count = 0;
    for (int at = within.indexOf(part); at >= 0; at = within.indexOf(part, at + part.length())) {
      count++;
    }
    return new Numeric.Int(count);
  }

  /** startswith and endswith also take a tuple: any of its texts. */
  static TextMethods.Method affix(BiPredicate<String, String> has) {
    return (text, arguments, rendering) -> {
      Arguments bound = arguments.bind("affix", "start", "end");
      List<Value> affixes =
          bound.required("affix") instanceof Items items
              ? items.values()
              : List.of(new Text(bound.text("affix")));
      rendering.spend(affixes.size());
      Optional<Range> range = Range.of(text, bound);
      boolean found = false;
      for (Value affix : affixes) {
        found |=
            range.isPresent()
                && affix instanceof Text wanted
                && has.test(range.get().within(text), wanted.text());
      }
      return new Numeric.Bool(found);
    };
  }

  /** Places of a text, in code points; negative ones count from the end, as in slices. */
  private record Range(int start, int end) {

    /** Empty where Python finds nothing, not even the empty text: a start behind the end. */
    static Optional<Range> of(String text, Arguments bound) {
      int length = PythonText.length(text);
      int start = bound.optional("start").isPresent() ? from(bound.integer("start", 0), length) : 0;
      int end =
          bound.optional("end").isPresent()
              ? Math.min(length, from(bound.integer("end", length), length))
              : length;
      return start <= end ? Optional.of(new Range(start, end)) : Optional.empty();
    }

    private static int from(int place, int length) {
      return place < 0 ? Math.max(0, place + length) : place;
    }

    String within(String text) {
      int from = text.offsetByCodePoints(0, start);
      return text.substring(from, text.offsetByCodePoints(from, end - start));
    }
  }
}
