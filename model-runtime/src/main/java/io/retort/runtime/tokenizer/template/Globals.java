package io.retort.runtime.tokenizer.template;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The functions that every template can call. */
final class Globals {

  // As in Jinja's sandbox.
  private static final int MAX_RANGE = 100_000;
  private static final Map<String, Function.Body> FUNCTIONS =
      Map.of(
          "range", Globals::range,
          "namespace", Globals::namespace,
          "dict", (arguments, rendering) -> new Dict(entries(arguments)),
          "raise_exception", Globals::raiseException,
          "strftime_now", Globals::strftimeNow,
          "joiner", (arguments, rendering) -> joiner(arguments));

  // Jinja defines these, so taking them for undefined would render something else.
  private static final Set<String> UNSUPPORTED =
      Set.of("cycler", "kwargs", "lipsum", "self", "varargs");

  private Globals() {}

  static Optional<Value> find(String name) {
    if (UNSUPPORTED.contains(name)) {
      throw new IllegalArgumentException(
          "'" + name + "' is not supported; define a variable of that name, or do without");
    }
    return Optional.ofNullable(FUNCTIONS.get(name)).map(body -> new Function(name, body));
  }

  private static Value range(Arguments arguments, Rendering rendering) {
    boolean isStopOnly = arguments.positional().size() == 1;
    Arguments bound = isStopOnly ? arguments.bind("stop") : arguments.bind("start", "stop", "step");
    int start = bound.integer("start", 0);
    int stop = bound.integer("stop", start);
    int step = bound.integer("step", 1);
    if (step == 0) {
      throw new IllegalArgumentException("the step of range must not be 0, but was");
    }
    List<Value> values = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      if (values.size() == MAX_RANGE) {
        throw new IllegalArgumentException(
            "range must give at most " + MAX_RANGE + " numbers, but would give more");
      }
      values.add(new Numeric.Int(i));
    }
    rendering.spendOnList(values.size());
    return Items.list(values);
  }

  private static Value namespace(Arguments arguments, Rendering rendering) {
    Namespace namespace = new Namespace();
    entries(arguments)
        .forEach((name, value) -> namespace.set(Printer.text(name, rendering), value));
    return namespace;
  }

  /** The entries of a dict given as the only positional argument, then the named ones. */
  private static Map<Value, Value> entries(Arguments arguments) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Value argument : arguments.positional()) {
      if (!(argument instanceof Dict dict)) {
        throw new IllegalArgumentException(
            arguments.function()
                + " must be given a dict or named values, but was given "
                + argument.type());
      }
      entries.putAll(dict.entries());
    }
    arguments.named().forEach((name, value) -> entries.put(new Text(name), value));
    return entries;
  }

  /** A function that gives nothing when it is first called, and the separator from then on. */
  private static Value joiner(Arguments arguments) {
    Value separator = arguments.bind("sep").optional("sep").orElse(new Text(", "));
    AtomicBoolean isUsed = new AtomicBoolean();
    return new Function(
        "joiner", (none, rendering) -> isUsed.getAndSet(true) ? separator : new Text(""));
  }

  private static Value raiseException(Arguments arguments, Rendering rendering) {
    throw new IllegalArgumentException(
        Printer.text(arguments.bind("message").required("message"), rendering));
  }

  private static Value strftimeNow(Arguments arguments, Rendering rendering) {
    return new Text(
        Strftime.format(
            arguments.bind("format").text("format"), ZonedDateTime.now(rendering.clock())));
  }
}
