package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The methods of a str that is markup: as markupsafe has them, they give markup. */
final class MarkupMethods {

  // Of the others' arguments none gets into the text, so none is escaped.
  private static final Set<String> PUTS_ARGUMENTS_IN =
      Set.of("join", "replace", "ljust", "rjust", "center");

  private MarkupMethods() {}

  static Function.Body of(String name, TextMethods.Method method, String text) {
    if (name.equals("format")) {
      return (arguments, rendering) -> BraceFormat.formatMarkup(text, arguments, rendering);
    }
    return (arguments, rendering) ->
        marked(
            method.call(
                text,
                PUTS_ARGUMENTS_IN.contains(name) ? escaped(name, arguments) : arguments,
                rendering));
  }

  private static Value marked(Value value) {
    if (value instanceof Text text) {
      return new Text(text.text(), true);
    }
    return value instanceof Items items
        ? new Items(items.values().stream().map(MarkupMethods::marked).toList(), items.isTuple())
        : value;
  }

  // Python takes these methods' arguments by their place only.
  private static Arguments escaped(String name, Arguments arguments) {
    List<Value> positional = new ArrayList<>(arguments.positional());
    // What replace looks for stays as it is.
    for (int i = name.equals("replace") ? 1 : 0; i < positional.size(); i++) {
      positional.set(i, escaped(positional.get(i)));
    }
    return new Arguments(arguments.function(), positional, arguments.named());
  }

  private static Value escaped(Value value) {
    if (value instanceof Text text) {
      return text.escaped();
    }
    return value instanceof Items items
        ? new Items(items.values().stream().map(MarkupMethods::escaped).toList(), items.isTuple())
        : value;
  }
}
