package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Optional;

/**
 * The {@code loop} variable.
 *
 * @param run the loop that it tells about
 * @param index0 the place of the present element, from 0
 */
record Loop(LoopRun run, int index0) implements Value {

  @Override
  public String type() {
    return "loop";
  }

  @Override
  public boolean isTrue() {
    return true;
  }

  @Override
  public void print(Printer printer) {
    printer.append("<LoopContext " + (index0 + 1) + "/" + run.elements().size() + ">");
  }

  @Override
  public Optional<Value> member(String name) {
    List<Value> elements = run.elements();
    int size = elements.size();
    return switch (name) {
      case "index" -> integer(index0 + 1);
      case "index0" -> integer(index0);
      case "revindex" -> integer(size - index0);
      case "revindex0" -> integer(size - index0 - 1);
      case "length" -> integer(size);
      case "depth" -> integer(run.depth0() + 1);
      case "depth0" -> integer(run.depth0());
      case "first" -> Optional.of(new Numeric.Bool(index0 == 0));
      case "last" -> Optional.of(new Numeric.Bool(index0 == size - 1));
      case "previtem" -> index0 == 0 ? Optional.empty() : Optional.of(elements.get(index0 - 1));
      case "nextitem" ->
          index0 == size - 1 ? Optional.empty() : Optional.of(elements.get(index0 + 1));
      case "cycle" ->
          Optional.of(new Function("loop.cycle", (arguments, rendering) -> cycle(arguments)));
      case "changed" -> Optional.of(new Function("loop.changed", run::changed));
      default -> Optional.empty();
    };
  }

  /** What {@code loop(elements)} does; only a loop that is recursive has it. */
  Optional<Function> function() {
    return run.recursion();
  }

  private Value cycle(Arguments arguments) {
    List<Value> values = arguments.positional();
    if (values.isEmpty()) {
      throw new IllegalArgumentException("loop.cycle must be given values, but was given none");
    }
    return values.get(index0 % values.size());
  }

  private static Optional<Value> integer(int value) {
    return Optional.of(new Numeric.Int(value));
  }
}
