package io.retort.runtime.tokenizer.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code 'text {}'.format(values)}, without fields inside of formats. */
final class BraceFormat {

  private static final Pattern FIELD =
      Pattern.compile(
          "\\{\\{|\\}\\}|\\{(?<path>[^{}!:]*)(?:!(?<quote>[rs]))?(?::(?<spec>[^{}]*))?\\}|[{}]");
  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<hash>#)?(?<zero>0)?"
              + "(?<width>\\d{1,6})?(?<comma>,)?(?:\\.(?<precision>\\d{1,6}))?(?<kind>[a-zA-Z%])?",
          Pattern.DOTALL);
  private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)\\]");

  private final Arguments arguments;
  private final Rendering rendering;
  private final boolean isMarkup;
  private int next;

  private BraceFormat(Arguments arguments, Rendering rendering, boolean isMarkup) {
    this.arguments = arguments;
    this.rendering = rendering;
    this.isMarkup = isMarkup;
  }

  static Value format(String text, Arguments arguments, Rendering rendering) {
    return new Text(new BraceFormat(arguments, rendering, false).fill(text));
  }

  /** The same for a text that is markup, where each value is escaped once it is written. */
  static Value formatMarkup(String text, Arguments arguments, Rendering rendering) {
    return new Text(new BraceFormat(arguments, rendering, true).fill(text), true);
  }

  private String fill(String text) {
    Printer output = new Printer(rendering);
    Matcher field = FIELD.matcher(text);
    int end = 0;
    while (field.find()) {
      output.append(text.substring(end, field.start()));
      end = field.end();
      String found = field.group();
      if (found.equals("{{") || found.equals("}}")) {
        output.append(found.substring(1));
      } else if (field.group("path") == null) {
        throw new IllegalArgumentException(
            "braces in a format must come in pairs, but one does not in " + PythonText.quote(text));
      } else {
        output.append(written(field));
      }
    }
    output.append(text.substring(end));
    return output.text();
  }

  private String written(Matcher field) {
    Value value = value(field.group("path"));
    if ("r".equals(field.group("quote"))) {
      Printer quoted = new Printer(rendering);
      value.printQuoted(quoted);
      value = new Text(quoted.text());
    } else if ("s".equals(field.group("quote"))) {
      value = new Text(Printer.text(value, rendering));
    }
    boolean isEscaped = isMarkup && !(value instanceof Text text && text.isMarkup());
    String written = written(field.group("spec"), value);
    return isEscaped ? new Text(written).escaped(rendering).text() : written;
  }

  private String written(@Nullable String spec, Value value) {
    return spec == null || spec.isEmpty()
        ? Printer.text(value, rendering)
        : spec(spec, value).format(value, rendering);
  }

  /** {@code name.attribute[key]}; without a name the next value without one. */
  private Value value(String path) {
    int nameEnd = 0;
    while (nameEnd < path.length() && path.charAt(nameEnd) != '.' && path.charAt(nameEnd) != '[') {
      nameEnd++;
    }
    String name = path.substring(0, nameEnd);
    Value value =
        name.isEmpty()
            ? positional(next++)
            : name.matches("\\d{1,6}")
                ? positional(Integer.parseInt(name))
                : arguments.required(name);
    Matcher step = STEP.matcher(path);
    int end = nameEnd;
    while (step.find(end) && step.start() == end) {
      end = step.end();
      value = step.group(1) != null ? value.attribute(step.group(1)) : value.item(key(step));
    }
    if (end < path.length()) {
      throw new IllegalArgumentException(
          "a field of a format must be like name.attribute[key], but is " + path);
    }
    return value;
  }

  private static Value key(Matcher step) {
    String key = step.group(2);
    return key.matches("\\d{1,9}") ? new Numeric.Int(Long.parseLong(key)) : new Text(key);
  }

  private Value positional(int index) {
    if (index >= arguments.positional().size()) {
      throw new IllegalArgumentException(
          "a format must be given a value for each field, but field " + index + " has none");
    }
    return arguments.positional().get(index);
  }

  private static FormatSpec spec(String text, Value value) {
    Matcher spec = SPEC.matcher(text);
    if (!spec.matches()) {
      throw new IllegalArgumentException(
          "a field's format must be one of Python's, but is " + PythonText.quote(text));
    }
    boolean isZero = spec.group("zero") != null;
    char usual = isZero && value instanceof Numeric ? '=' : ' ';
    return new FormatSpec(
        first(spec.group("fill"), isZero ? '0' : ' '),
        first(spec.group("align"), usual),
        first(spec.group("sign"), '-'),
        spec.group("hash") != null,
        number(spec.group("width"), 0),
        spec.group("comma") != null,
        number(spec.group("precision"), -1),
        first(spec.group("kind"), ' '));
  }

  private static char first(@Nullable String text, char absent) {
    return text == null ? absent : text.charAt(0);
  }

  private static int number(@Nullable String text, int absent) {
    return text == null ? absent : Integer.parseInt(text);
  }
}
