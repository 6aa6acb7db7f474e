package io.retort.runtime.program;

import io.retort.runtime.checkpoint.ModelConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory a loaded model takes, besides the JVM and the temporaries of a pass.
 *
 * @param fileBytes mapped files: pages that JVMs share and the system may drop
 * @param copyBytes what is copied out of them into memory of its own
 * @param cacheBytes the cache of so many sequences at their longest
 */
public record MemoryPlan(long fileBytes, long copyBytes, long cacheBytes) {

  private static final int FLOAT32 = 4;
  private static final int BFLOAT16 = 2;

  /**
   * Plans.
   *
   * @param dtype type of arithmetic, "float32" or "bfloat16"
   * @param fileBytes of the checkpoint's tensors
   * @param positions of one sequence
   * @param hasMtp with the layer for multi-token prediction
   */
  public static MemoryPlan of(
      ModelConfig config,
      Weights weights,
      String dtype,
      long fileBytes,
      int positions,
      int sequences,
      boolean hasMtp) {
    WeightForms forms = WeightForms.of(weights, dtype);
    boolean isTied = !config.tensors().containsKey("lm_head.weight");
    long copied = 0;
    Map<String, List<Long>> tensors = new HashMap<>(config.tensors());
    if (hasMtp) {
      tensors.putAll(config.mtpTensors());
    }
    for (Map.Entry<String, List<Long>> tensor : tensors.entrySet()) {
      long size =
          tensor.getValue().stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
      copied += size * copiedBytes(tensor.getKey(), tensor.getValue(), config, forms, isTied);
    }
    long cache =
        GenerationProgram.blockBytes(config, hasMtp)
            * GenerationProgram.blocks(positions)
            * sequences;
    return new MemoryPlan(fileBytes, copied, cache);
  }

  /** In all. */
  public long bytes() {
    return fileBytes + copyBytes + cacheBytes;
  }

  /** Bytes of memory of its own for each value of a tensor. */
  private static int copiedBytes(
      String name, List<Long> shape, ModelConfig config, WeightForms forms, boolean isTied) {
    int stored = config.dtype().equals("float32") ? FLOAT32 : BFLOAT16;
    int wide = forms.isHalf() ? BFLOAT16 : FLOAT32;
    if (name.equals("model.embed_tokens.weight")) {
      return isTied ? bytes(forms.dense(), wide, stored) : 0;
    }
    // Norms and biases, and what absorbed attention multiplies queries and outputs with, are fp32.
    if (shape.size() < 2 || name.endsWith("kv_b_proj.weight")) {
      return FLOAT32;
    }
    if (name.contains(".self_attn.")) {
      return bytes(forms.attention(), FLOAT32, stored);
    }
    if (name.endsWith(".mlp.gate.weight")) {
      return bytes(forms.gate(), FLOAT32, stored);
    }
    if (name.contains(".mlp.experts.")) {
      return bytes(forms.expert(), wide, stored);
    }
    return bytes(forms.dense(), wide, stored);
  }

  /** A mapped weight is copied where its product wants another type than is stored. */
  private static int bytes(WeightForm form, int type, int stored) {
    return switch (form) {
      case MAPPED -> type == stored ? 0 : type;
      case PACKED -> type;
      case HALF -> BFLOAT16;
      case INT8 -> 1;
    };
  }
}
