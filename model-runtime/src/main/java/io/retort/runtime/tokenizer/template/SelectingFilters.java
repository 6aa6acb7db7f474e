package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Filters that apply a filter or a test, named by an argument, to each element. */
final class SelectingFilters {

  private SelectingFilters() {}

  /** {@code map(attribute='x')}, or {@code map('filter', ...)}. */
  static Value map(Value input, Arguments arguments, Rendering rendering) {
    List<Value> elements = elements(input);
    rendering.spendOnList(elements.size());
    if (arguments.positional().isEmpty()) {
      Arguments bound = arguments.bind("attribute", "default");
      List<Value> attributes = attributes(elements, bound.required("attribute"));
      return Items.list(
          attributes.stream()
              .map(
                  each -> each instanceof Undefined ? bound.optional("default").orElse(each) : each)
              .toList());
    }
    String name = name(arguments);
    Filter filter = Filter.named(name);
    Arguments rest = arguments.rest(name);
    return Items.list(elements.stream().map(each -> filter.apply(each, rest, rendering)).toList());
  }

  /** {@code attr('x')}: a method or field, but no key of a dict. */
  static Value attr(Value input, Arguments arguments, Rendering rendering) {
    String name = arguments.bind("name").text("name");
    return input
        .member(name)
        .orElseGet(() -> new Undefined("attribute '" + name + "' of " + input.type()));
  }

  /** {@code select('test', ...)}; without a test, what is true. */
  static Filter select(boolean wanted) {
    return (input, arguments, rendering) -> {
      Predicate<Value> test = test(arguments, rendering);
      List<Value> elements = elements(input);
      rendering.spendOnList(elements.size());
      return Items.list(elements.stream().filter(each -> test.test(each) == wanted).toList());
    };
  }

  /** {@code selectattr('x', 'test', ...)}; without a test, where the attribute is true. */
  static Filter selectByAttribute(boolean wanted) {
    return (input, arguments, rendering) -> {
      Value path = new Text(name(arguments));
      Predicate<Value> test = test(arguments.rest(arguments.function()), rendering);
      List<Value> elements = elements(input);
      rendering.spendOnList(elements.size());
      List<Value> attributes = attributes(elements, path);
      List<Value> selected = new ArrayList<>();
      for (int i = 0; i < elements.size(); i++) {
        if (test.test(attributes.get(i)) == wanted) {
          selected.add(elements.get(i));
        }
      }
      return Items.list(selected);
    };
  }

  // Jinja asks whether there is anything before it begins, so None and 0 have no elements here.
  private static List<Value> elements(Value input) {
    return input.isTrue() ? input.elements() : List.of();
  }

  /** An attribute of each element; "a.b" is the b of its a. */
  static List<Value> attributes(List<Value> elements, Value path) {
    return elements.stream().map(each -> attribute(each, path)).toList();
  }

  private static Value attribute(Value value, Value path) {
    if (!(path instanceof Text text)) {
      return value.item(path);
    }
    Value attribute = value;
    for (String name : text.text().split("\\.", -1)) {
      attribute =
          attribute.item(
              name.matches("\\d{1,9}") ? new Numeric.Int(Long.parseLong(name)) : new Text(name));
    }
    return attribute;
  }

  private static Predicate<Value> test(Arguments arguments, Rendering rendering) {
    if (arguments.positional().isEmpty()) {
      return Value::isTrue;
    }
    String name = name(arguments);
    Condition test = Condition.named(name);
    Arguments rest = arguments.rest(name);
    return value -> test.holds(value, rest, rendering);
  }

  private static String name(Arguments arguments) {
    if (!arguments.positional().isEmpty() && arguments.positional().get(0) instanceof Text name) {
      return name.text();
    }
    throw new IllegalArgumentException(
        "the filter '" + arguments.function() + "' must be given a name first, but was not");
  }
}
