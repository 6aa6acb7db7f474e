package io.retort.runtime.tokenizer.template;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code 'text %s' % values}. */
final class PercentFormat {

  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "%(?:\\((?<name>[^)]*)\\))?(?<flags>[-+ 0#]*)(?<width>\\d{1,6})?"
              + "(?:\\.(?<precision>\\d{1,6}))?(?<kind>.)",
          Pattern.DOTALL);

  private PercentFormat() {}

  /** The filter {@code format}. */
  static Value filter(Value input, Arguments arguments, Rendering rendering) {
    Text format = Text.of(input, rendering);
    if (!arguments.named().isEmpty() && !arguments.positional().isEmpty()) {
      throw new IllegalArgumentException(
          "the filter 'format' must be given values with names or without, but was given both");
    }
    return arguments.named().isEmpty()
        ? format(format, new Items(arguments.positional(), true), rendering)
        : format(format, named(arguments.named()), rendering);
  }

  private static Dict named(Map<String, Value> values) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    values.forEach((name, value) -> entries.put(new Text(name), value));
    return new Dict(entries);
  }

  /** Fills the directives of a format by a tuple's elements, a dict's entries or a single value. */
  static Text format(Text format, Value values, Rendering rendering) {
    List<Value> given =
        values instanceof Items items && items.isTuple() ? items.values() : List.of(values);
    Iterator<Value> next = given.iterator();
    Matcher directive = DIRECTIVE.matcher(format.text());
    Printer output = new Printer(rendering);
    int end = 0;
    boolean isByName = false;
    while (directive.find(end)) {
      checkNoPercent(format.text().substring(end, directive.start()));
      output.append(format.text().substring(end, directive.start()));
      end = directive.end();
      if (directive.group("kind").equals("%")) {
        output.append("%");
        continue;
      }
      isByName |= directive.group("name") != null;
      Value value =
          directive.group("name") != null
              ? values.item(new Text(directive.group("name")))
              : next(next, format);
      output.append(written(directive, value, format.isMarkup(), rendering));
    }
    String rest = format.text().substring(end);
    checkNoPercent(rest);
    output.append(rest);
    if (next.hasNext() && !isByName && !(values instanceof Dict)) {
      throw new IllegalArgumentException(
          "a format must use every value, but " + PythonText.quote(format.text()) + " does not");
    }
    return new Text(output.text(), format.isMarkup());
  }

  private static void checkNoPercent(String text) {
    if (text.contains("%")) {
      throw new IllegalArgumentException(
          "a format must end its directives with a letter, but one ends with the text");
    }
  }

  private static Value next(Iterator<Value> values, Text format) {
    if (!values.hasNext()) {
      throw new IllegalArgumentException(
          "a format must be given a value for each directive, but "
              + PythonText.quote(format.text())
              + " has more");
    }
    return values.next();
  }

  private static String written(
      Matcher directive, Value value, boolean isMarkup, Rendering rendering) {
    String flags = directive.group("flags");
    String width = directive.group("width");
    String precision = directive.group("precision");
    char kind = directive.group("kind").charAt(0);
    boolean isLeft = flags.contains("-");
    boolean isZero = flags.contains("0") && !isLeft && kind != 's' && kind != 'r';
    FormatSpec spec =
        new FormatSpec(
            isZero ? '0' : ' ',
            isLeft ? '<' : isZero ? '=' : '>',
            flags.contains("+") ? '+' : flags.contains(" ") ? ' ' : '-',
            flags.contains("#"),
            width == null ? 0 : Integer.parseInt(width),
            false,
            precision == null ? -1 : Integer.parseInt(precision),
            kind == 'r' ? 's' : kind);
    if (kind == 'r') {
      Printer quoted = new Printer(rendering);
      value.printQuoted(quoted);
      value = new Text(quoted.text());
    }
    boolean isText = kind == 'r' || kind == 's';
    return spec.format(
        isMarkup && isText ? Text.of(value, rendering).escaped(rendering) : value, rendering);
  }
}
