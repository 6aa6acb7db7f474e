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
        marked(method.call(text, escaped(name, arguments, rendering), rendering));
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
  private static Arguments escaped(String name, Arguments arguments, Rendering rendering) {
    if (!PUTS_ARGUMENTS_IN.contains(name)) {
      return arguments;
    }
    List<Value> escaped = new ArrayList<>();
    for (Value argument : arguments.positional()) {
      // What replace looks for stays as it is.
      boolean isSought = name.equals("replace") && escaped.isEmpty();
      escaped.add(
          isSought
              ? argument
              : name.equals("join") ? elements(argument, rendering) : escaped(argument, rendering));
    }
    return new Arguments(arguments.function(), escaped, arguments.named());
  }

  private static Items elements(Value joined, Rendering rendering) {
    List<Value> elements = joined.elements();
    rendering.spendOnList(elements.size());
    return Items.list(elements.stream().map(each -> escaped(each, rendering)).toList());
  }

  private static Value escaped(Value value, Rendering rendering) {
    return value instanceof Text text ? text.escaped(rendering) : value;
  }
}
