package io.retort.runtime.checkpoint;

import java.util.List;

/**
 * DeepSeek's 8-bit weights (DeepSeek-V3 report, section 3.3): F8_E4M3 with one scale for each block
 * of 128 by 128, {@code <name>_scale_inv}, that the block is multiplied by.
 */
public final class BlockScales {

  /** Rows and columns of one block; quantised.py reads them as such. */
  static final int BLOCK = 128;

  private static final String KEY = "quantization_config";

  private BlockScales() {}

  /** The tensor that holds a weight's scales. */
  public static String nameFor(String weight) {
    return weight + "_scale_inv";
  }

  /** Whether config.json says that weights are quantised so; any other way is an error. */
  static boolean areUsed(ConfigFile file) {
    if (file.has("compression_config")) {
      throw file.wrong("compression_config", "absent (nothing else is supported)");
    }
    if (!file.has(KEY)) {
      return false;
    }
    ConfigFile settings = file.object(KEY);
    if (!settings.text("quant_method", "").equals("fp8")) {
      throw settings.wrong("quant_method", "fp8 (nothing else is supported)");
    }
    settings.demand("fmt", "e4m3");
    settings.demand("activation_scheme", "dynamic");
    int[] block = settings.integers("weight_block_size");
    if (block.length != 2 || block[0] != BLOCK || block[1] != BLOCK) {
      throw settings.wrong("weight_block_size", "[128, 128] (nothing else is supported)");
    }
    return true;
  }

  /** The scales' shape for a matrix; the last block of a row or column may be cut. */
  static List<Long> shapeFor(List<Long> weight) {
    return weight.stream().map(size -> (size + BLOCK - 1) / BLOCK).toList();
  }
}
