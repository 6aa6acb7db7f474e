package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The filter {@code tojson} as Hugging Face's transformers defines it: {@code json.dumps} of Python
 * with {@code ensure_ascii=False}, and no escaping for HTML, unlike Jinja's own.
 */
final class Json {

  private final Printer output;
  private final boolean isAscii;
  private final boolean sortsKeys;
  private final Optional<String> indentation;
  private final String itemSeparator;
  private final String keySeparator;

  private Json(Printer output, Arguments bound, Rendering rendering) {
    this.output = output;
    this.isAscii = bound.truth("ensure_ascii", false);
    this.sortsKeys = bound.truth("sort_keys", false);
    this.indentation = indentation(bound, rendering);
    Optional<List<Value>> separators =
        bound.optional("separators").filter(Items.class::isInstance).map(Value::elements);
    if (separators.isPresent() && separators.get().size() != 2) {
      throw bound.wrong("separators", "two texts", bound.required("separators"));
    }
    this.itemSeparator =
        separators
            .map(both -> Printer.text(both.get(0), rendering))
            .orElse(indentation.isPresent() ? "," : ", ");
    this.keySeparator = separators.map(both -> Printer.text(both.get(1), rendering)).orElse(": ");
  }

  static Value filter(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("ensure_ascii", "indent", "separators", "sort_keys");
    Printer output = new Printer(rendering);
    new Json(output, bound, rendering).write(input, "\n");
    return new Text(output.text());
  }

  private static Optional<String> indentation(Arguments bound, Rendering rendering) {
    Optional<Value> indent = bound.optional("indent").filter(value -> !(value instanceof None));
    if (indent.isPresent() && indent.get() instanceof Text text) {
      return Optional.of(text.text());
    }
    return indent.map(
        width ->
            Printer.text(
                Sequences.repeat(new Text(" "), bound.integer("indent", 0), rendering), rendering));
  }

  /**
   * Writes a value.
   *
   * @param lineBreak begins a line at the indentation of this value
   */
  private void write(Value value, String lineBreak) {
    if (value instanceof None) {
      output.append("null");
    } else if (value instanceof Numeric number) {
      output.append(number(number));
    } else if (value instanceof Text text) {
      writeText(text.text());
    } else if (value instanceof Items items) {
      writeItems(items, lineBreak);
    } else if (value instanceof Dict dict) {
      writeDict(dict, lineBreak);
    } else {
      throw new IllegalArgumentException(
          "tojson must be given a JSON-like value, but was given " + value.type());
    }
  }

  private void writeItems(Items items, String lineBreak) {
    String inner = lineBreak + indentation.orElse("");
    output.append("[");
    for (int i = 0; i < items.values().size(); i++) {
      separate(i == 0, inner);
      write(items.values().get(i), inner);
    }
    end(items.values().isEmpty(), lineBreak, "]");
  }

  private void writeDict(Dict dict, String lineBreak) {
    String inner = lineBreak + indentation.orElse("");
    output.append("{");
    boolean isFirst = true;
    for (Map.Entry<Value, Value> entry : entries(dict)) {
      separate(isFirst, inner);
      isFirst = false;
      writeText(key(entry.getKey()));
      output.append(keySeparator);
      write(entry.getValue(), inner);
    }
    end(isFirst, lineBreak, "}");
  }

  private void separate(boolean isFirst, String lineBreak) {
    output.append(isFirst ? "" : itemSeparator);
    output.append(indentation.isPresent() ? lineBreak : "");
  }

  private void end(boolean isEmpty, String lineBreak, String bracket) {
    output.append(indentation.isPresent() && !isEmpty ? lineBreak : "");
    output.append(bracket);
  }

  private List<Map.Entry<Value, Value>> entries(Dict dict) {
    List<Map.Entry<Value, Value>> entries = new ArrayList<>(dict.entries().entrySet());
    if (sortsKeys) {
      entries.sort(Comparator.comparing(entry -> key(entry.getKey()), PythonText::compare));
    }
    return entries;
  }

  private static String key(Value key) {
    if (key instanceof Text text) {
      return text.text();
    }
    return key instanceof Numeric number ? number(number) : "null";
  }

  private static String number(Numeric number) {
    if (number instanceof Numeric.Bool bool) {
      return bool.truth() ? "true" : "false";
    }
    if (number instanceof Numeric.Real real) {
      return switch (real.text()) {
        case "nan" -> "NaN";
        case "inf" -> "Infinity";
        case "-inf" -> "-Infinity";
        default -> real.text();
      };
    }
    return Long.toString(number.toLong());
  }

  private void writeText(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(c -> quoted.append(quoted((char) c)));
    output.append(quoted.append('"').toString());
  }

  private String quoted(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      default ->
          c < ' ' || (isAscii && c > '~') ? String.format("\\u%04x", (int) c) : String.valueOf(c);
    };
  }
}
