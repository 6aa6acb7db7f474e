package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Filters over the elements of a list, a dict's keys, or a text's characters. */
final class ListFilters {

  private ListFilters() {}

  static Value first(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    List<Value> elements = input.elements();
    return elements.isEmpty() ? new Undefined("the first element of nothing") : elements.get(0);
  }

  static Value last(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    List<Value> elements = input.elements();
    return elements.isEmpty()
        ? new Undefined("the last element of nothing")
        : elements.get(elements.size() - 1);
  }

  static Value list(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    List<Value> elements = input.elements();
    rendering.spendOnList(elements.size());
    return Items.list(elements);
  }

  static Value items(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    if (input instanceof Undefined) {
      return Items.list(List.of());
    }
    if (input instanceof Dict dict) {
      rendering.spendOnList(dict.entries().size());
      return Items.list(dict.pairs());
    }
    throw new IllegalArgumentException(
        "the filter 'items' must be given a dict, but was given " + input.type());
  }

  static Value join(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("d", "attribute");
    List<String> parts = new ArrayList<>();
    for (Value element : attributes(input, bound)) {
      parts.add(Printer.text(element, rendering));
    }
    return TextMethods.joined(parts, bound.text("d", ""), rendering);
  }

  static Value reverse(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    if (input instanceof Text text) {
      rendering.spendOnText(text.text().length());
      return new Text(new StringBuilder(text.text()).reverse().toString());
    }
    Items items = Items.list(input.elements());
    rendering.spendOnList(items.values().size());
    return items.reversed();
  }

  /** Sorts by the elements or an attribute of them; capitals make no difference unless asked to. */
  static Value sort(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("reverse", "case_sensitive", "attribute");
    List<Value> elements = input.elements();
    List<Value> keys = attributes(input, bound);
    return Items.list(sorted(elements, keys, bound, rendering));
  }

  /** The entries of a dict as tuples, sorted by key or value. */
  static Value sortDict(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("case_sensitive", "by", "reverse");
    if (!(input instanceof Dict dict)) {
      throw new IllegalArgumentException(
          "the filter 'dictsort' must be given a dict, but was given " + input.type());
    }
    List<Value> keys =
        switch (bound.text("by", "key")) {
          case "key" -> dict.elements();
          case "value" -> List.copyOf(dict.entries().values());
          default -> throw bound.wrong("by", "'key' or 'value'", bound.required("by"));
        };
    return Items.list(sorted(dict.pairs(), keys, bound, rendering));
  }

  static Value unique(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("case_sensitive", "attribute");
    List<Value> elements = input.elements();
    List<Value> keys = folded(attributes(input, bound), bound);
    List<Value> seen = new ArrayList<>();
    List<Value> unique = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      Value key = keys.get(i);
      if (seen.stream().noneMatch(each -> Comparison.areEqual(each, key, rendering))) {
        seen.add(key);
        unique.add(elements.get(i));
      }
    }
    return Items.list(unique);
  }

  private static List<Value> attributes(Value input, Arguments bound) {
    return bound
        .optional("attribute")
        .map(path -> SelectingFilters.attributes(input.elements(), path))
        .orElseGet(input::elements);
  }

  private static List<Value> folded(List<Value> keys, Arguments bound) {
    if (bound.truth("case_sensitive", false)) {
      return keys;
    }
    return keys.stream()
        .map(key -> key instanceof Text text ? new Text(text.text().toLowerCase(Locale.ROOT)) : key)
        .toList();
  }

  private static List<Value> sorted(
      List<Value> elements, List<Value> keys, Arguments bound, Rendering rendering) {
    List<Value> folded = folded(keys, bound);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      order.add(i);
    }
    Comparator<Integer> byKey =
        (left, right) -> Comparison.order(folded.get(left), folded.get(right), rendering);
    // Equal elements keep their order either way.
    order.sort(bound.truth("reverse", false) ? byKey.reversed() : byKey);
    return order.stream().map(elements::get).toList();
  }
}
