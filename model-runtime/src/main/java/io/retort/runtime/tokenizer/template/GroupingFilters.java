package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.List;

/** Filters that put the elements of a list into lists. */
final class GroupingFilters {

  private GroupingFilters() {}

  /** Lists of so many elements each; the last is filled up where a filling is given. */
  static Value batch(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("linecount", "fill_with");
    int size = atLeastOne(bound, "linecount");
    List<Value> elements = input.elements();
    rendering.spendOnList(elements.size() + (long) size);
    List<Value> batches = new ArrayList<>();
    for (int start = 0; start < elements.size(); start += size) {
      List<Value> batch =
          new ArrayList<>(elements.subList(start, Math.min(elements.size(), start + size)));
      while (batch.size() < size && filling(bound)) {
        batch.add(bound.required("fill_with"));
      }
      batches.add(Items.list(batch));
    }
    return Items.list(batches);
  }

  /** So many lists of nearly equal length, the longer ones first. */
  static Value slice(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("slices", "fill_with");
    int count = atLeastOne(bound, "slices");
    List<Value> elements = input.elements();
    rendering.spendOnList(elements.size() + (long) count);
    int least = elements.size() / count;
    int longer = elements.size() % count;
    List<Value> slices = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < count; i++) {
      int end = start + least + (i < longer ? 1 : 0);
      List<Value> slice = new ArrayList<>(elements.subList(start, end));
      if (i >= longer && filling(bound)) {
        slice.add(bound.required("fill_with"));
      }
      slices.add(Items.list(slice));
      start = end;
    }
    return Items.list(slices);
  }

  /** A tuple of value and elements for each value of an attribute, sorted by it. */
  static Value groupBy(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("attribute", "default", "case_sensitive");
    List<Value> keys =
        SelectingFilters.attributes(input.elements(), bound.required("attribute")).stream()
            .map(key -> key instanceof Undefined ? bound.optional("default").orElse(key) : key)
            .toList();
    List<Value> folded = ListFilters.folded(keys, bound);
    List<Integer> order = ListFilters.order(folded, false, rendering);
    List<Value> groups = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= order.size(); i++) {
      boolean isEnd =
          i == order.size()
              || !Comparison.areEqual(
                  folded.get(order.get(i)), folded.get(order.get(start)), rendering);
      if (isEnd) {
        List<Value> elements = order.subList(start, i).stream().map(input.elements()::get).toList();
        groups.add(Items.tuple(keys.get(order.get(start)), Items.list(elements)));
        start = i;
      }
    }
    return Items.list(groups);
  }

  private static boolean filling(Arguments bound) {
    return bound.optional("fill_with").filter(value -> !(value instanceof None)).isPresent();
  }

  private static int atLeastOne(Arguments bound, String parameter) {
    int value = bound.integer(parameter, 0);
    if (value < 1) {
      throw bound.wrong(parameter, "an integer of at least 1", bound.required(parameter));
    }
    return value;
  }
}
