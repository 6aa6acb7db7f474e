package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Optional;

/** One run of a loop: what all its turns share. */
final class LoopRun {

  private final List<Value> elements;
  private final int depth0;
  private final Optional<Function> recursion;
  // What loop.changed was last given.
  private Optional<List<Value>> last = Optional.empty();

  /**
   * @param elements all that the loop visits
   * @param depth0 how many runs of the same loop it lies in
   * @param recursion runs the loop over other elements, where it is recursive
   */
  LoopRun(List<Value> elements, int depth0, Optional<Function> recursion) {
    this.elements = elements;
    this.depth0 = depth0;
    this.recursion = recursion;
  }

  List<Value> elements() {
    return elements;
  }

  int depth0() {
    return depth0;
  }

  Optional<Function> recursion() {
    return recursion;
  }

  /** Whether the arguments are others than in the call before. */
  Value changed(Arguments arguments, Rendering rendering) {
    List<Value> given = arguments.positional();
    boolean isSame =
        last.isPresent()
            && Comparison.areEqual(new Items(last.get(), true), new Items(given, true), rendering);
    last = Optional.of(given);
    return new Numeric.Bool(!isSame);
  }
}
