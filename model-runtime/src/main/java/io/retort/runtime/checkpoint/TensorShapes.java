package io.retort.runtime.checkpoint;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the tensors that a model's parts read, in order. */
final class TensorShapes {

  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  void put(String name, long... shape) {
    shapes.put(name, Arrays.stream(shape).boxed().toList());
  }

  /** The weight of a product and, if it has one, its bias. */
  void linear(String name, long outputs, long inputs, boolean hasBias) {
    put(name + ".weight", outputs, inputs);
    if (hasBias) {
      put(name + ".bias", outputs);
    }
  }

  void linear(String name, long outputs, long inputs) {
    linear(name, outputs, inputs, false);
  }

  /** A SwiGLU block's three products. */
  void swiglu(String prefix, long hidden, long inner, boolean hasBias) {
    linear(prefix + "gate_proj", inner, hidden, hasBias);
    linear(prefix + "up_proj", inner, hidden, hasBias);
    linear(prefix + "down_proj", hidden, inner, hasBias);
  }

  Map<String, List<Long>> toMap() {
    return Collections.unmodifiableMap(shapes);
  }
}
