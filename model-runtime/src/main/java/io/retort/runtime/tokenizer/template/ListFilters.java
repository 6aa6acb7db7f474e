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
      return new Text(new StringBuilder(text.text()).reverse().toString(), text.isMarkup());
    }
    Items items = Items.list(input.elements());
    rendering.spendOnList(items.values().size());
    return items.reversed();
  }

  /** Sorts by the elements or an attribute of them; capitals make no difference unless asked to. */
  static Value sort(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("reverse", "case_sensitive", "attribute");
    List<Value> elements = input.elements();
    List<Value> keys =
        bound
            .optional("attribute")
            .filter(path -> path instanceof Text text && text.text().contains(","))
            .map(path -> severalAttributes(elements, (Text) path, bound))
            .orElseGet(() -> attributes(input, bound));
    return Items.list(sorted(elements, keys, bound, rendering));
  }

  /** For "a,b" a list of the attributes a and b of each element. */
  private static List<Value> severalAttributes(List<Value> elements, Text paths, Arguments bound) {
    List<List<Value>> columns = new ArrayList<>();
    for (String path : paths.text().split(",", -1)) {
      columns.add(folded(SelectingFilters.attributes(elements, new Text(path)), bound));
    }
    List<Value> keys = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      int row = i;
      keys.add(Items.list(columns.stream().map(column -> column.get(row)).toList()));
    }
    return keys;
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

  static List<Value> attributes(Value input, Arguments bound) {
    return bound
        .optional("attribute")
        .map(path -> SelectingFilters.attributes(input.elements(), path))
        .orElseGet(input::elements);
  }

  static List<Value> folded(List<Value> keys, Arguments bound) {
    if (bound.truth("case_sensitive", false)) {
      return keys;
    }
    return keys.stream()
        .map(key -> key instanceof Text text ? new Text(text.text().toLowerCase(Locale.ROOT)) : key)
        .toList();
  }

  private static List<Value> sorted(
      List<Value> elements, List<Value> keys, Arguments bound, Rendering rendering) {
    return order(folded(keys, bound), bound.truth("reverse", false), rendering).stream()
        .map(elements::get)
        .toList();
  }

  /** The places of keys in their order; equal ones keep theirs either way. */
  static List<Integer> order(List<Value> keys, boolean isReversed, Rendering rendering) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      order.add(i);
    }
    Comparator<Integer> byKey =
        (left, right) -> Comparison.order(keys.get(left), keys.get(right), rendering);
    order.sort(isReversed ? byKey.reversed() : byKey);
    return order;
  }
}
