package io.retort.runtime.synthesis;

import io.retort.runtime.checkpoint.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tensors that lie in one file.
 *
 * @param name of the file
 * @param shapes in file order
 */
record Shard(String name, Map<String, List<Long>> shapes) {

  /**
   * Spreads tensors over files, in their order.
   *
   * @param mostBytes of one file, unless a single tensor is larger
   */
  static List<Shard> split(Map<String, List<Long>> shapes, TensorType type, long mostBytes) {
    List<Map<String, List<Long>>> parts = new ArrayList<>();
    Map<String, List<Long>> part = new LinkedHashMap<>();
    long bytes = 0;
    for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
      long size = size(tensor.getValue()) * typeOf(tensor.getKey(), type).bytes();
      if (!part.isEmpty() && bytes + size > mostBytes) {
        parts.add(part);
        part = new LinkedHashMap<>();
        bytes = 0;
      }
      part.put(tensor.getKey(), tensor.getValue());
      bytes += size;
    }
    parts.add(part);
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String name =
          parts.size() == 1
              ? "model.safetensors"
              : String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, parts.size());
      shards.add(new Shard(name, parts.get(i)));
    }
    return shards;
  }

  /** The router's correction stays fp32, as in DeepSeek's own checkpoints. */
  static TensorType typeOf(String tensor, TensorType type) {
    return tensor.endsWith("e_score_correction_bias") ? TensorType.F32 : type;
  }

  static long size(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }

  /** Bytes of its tensors. */
  long bytes(TensorType type) {
    return shapes.entrySet().stream()
        .mapToLong(tensor -> size(tensor.getValue()) * typeOf(tensor.getKey(), type).bytes())
        .sum();
  }
}
