package io.retort.runtime.tokenizer.template;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What stands behind a {@code |}: makes a new value of one. */
@FunctionalInterface
interface Filter {

  Value apply(Value input, Arguments arguments, Rendering rendering);

  /**
   * The filter of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Filter named(String name) {
    return Optional.ofNullable(Registry.FILTERS.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the filter '"
                        + name
                        + "' is not supported; supported are "
                        + String.join(", ", new TreeSet<>(Registry.FILTERS.keySet()))));
  }

  /** Whether there is a filter of that name. */
  static boolean isKnown(String name) {
    return Registry.FILTERS.containsKey(name);
  }

  /** All filters, under the names that Jinja gives them. */
  final class Registry {

    private static final Map<String, Filter> FILTERS =
        Map.ofEntries(
            Map.entry("abs", NumberFilters::abs),
            Map.entry("attr", SelectingFilters::attr),
            Map.entry("batch", GroupingFilters::batch),
            Map.entry("capitalize", TextFilters.method("capitalize")),
            Map.entry("center", TextLayout::centerFilter),
            Map.entry("count", ValueFilters::length),
            Map.entry("d", ValueFilters::defaultValue),
            Map.entry("default", ValueFilters::defaultValue),
            Map.entry("dictsort", ListFilters::sortDict),
            Map.entry("e", TextFilters.escape(false)),
            Map.entry("escape", TextFilters.escape(false)),
            Map.entry("first", ListFilters::first),
            Map.entry("float", ValueFilters::toFloat),
            Map.entry("forceescape", TextFilters.escape(true)),
            Map.entry("format", PercentFormat::filter),
            Map.entry("groupby", GroupingFilters::groupBy),
            Map.entry("indent", TextFilters::indent),
            Map.entry("int", ValueFilters::toInteger),
            Map.entry("items", ListFilters::items),
            Map.entry("join", ListFilters::join),
            Map.entry("last", ListFilters::last),
            Map.entry("length", ValueFilters::length),
            Map.entry("list", ListFilters::list),
            Map.entry("lower", TextFilters.method("lower")),
            Map.entry("map", SelectingFilters::map),
            Map.entry("max", NumberFilters.extreme(true)),
            Map.entry("min", NumberFilters.extreme(false)),
            Map.entry("reject", SelectingFilters.select(false)),
            Map.entry("rejectattr", SelectingFilters.selectByAttribute(false)),
            Map.entry("replace", TextFilters::replace),
            Map.entry("reverse", ListFilters::reverse),
            Map.entry("round", NumberFilters::round),
            Map.entry("safe", TextFilters::safe),
            Map.entry("select", SelectingFilters.select(true)),
            Map.entry("selectattr", SelectingFilters.selectByAttribute(true)),
            Map.entry("slice", GroupingFilters::slice),
            Map.entry("sort", ListFilters::sort),
            Map.entry("string", TextFilters::string),
            Map.entry("sum", NumberFilters::sum),
            Map.entry("title", TextFilters::title),
            Map.entry("tojson", Json::filter),
            Map.entry("trim", TextFilters.method("strip")),
            Map.entry("truncate", TextLayout::truncate),
            Map.entry("unique", ListFilters::unique),
            Map.entry("upper", TextFilters.method("upper")),
            Map.entry("wordcount", TextLayout::wordCount));

    private Registry() {}
  }
}
