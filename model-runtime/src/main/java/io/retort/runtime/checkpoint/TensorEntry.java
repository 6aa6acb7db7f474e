package io.retort.runtime.checkpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * Where one tensor lies.
 *
 * @param name its name in the file
 * @param file the safetensors file
 * @param type element type
 * @param shape sizes, outermost first
 * @param offset its first byte, counted from the beginning of the file
 */
public record TensorEntry(String name, Path file, TensorType type, List<Long> shape, long offset) {

  public TensorEntry {
    shape = List.copyOf(shape);
  }

  /** Number of elements; the header check has made sure that it does not overflow. */
  public long size() {
    long size = 1;
    for (long dimension : shape) {
      size *= dimension;
    }
    return size;
  }
}
