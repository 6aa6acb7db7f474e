package io.retort.runtime.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The shape of a model, as its config.json states it: one record per family.
 *
 * <p>A family is this record and the program source of the same name, {@code <model_type>.py}.
 */
public sealed interface ModelConfig permits DeepseekV3Config {

  /**
   * Reads config.json in today's spelling or that of the released checkpoints.
   *
   * @throws IllegalArgumentException naming the key that is missing, wrong or not supported
   */
  static ModelConfig read(Path configJson) {
    return ModelFamilies.read(configJson);
  }

  /** The family, in the word of config.json. */
  String modelType();

  /** Rows of the embedding. */
  int vocabularySize();

  /** Width of the residual stream. */
  int hiddenSize();

  /** Transformer blocks; next-token-prediction layers behind them are not counted. */
  int layers();

  /** Longest context. */
  int maxPositions();

  /** Fills the rows of a training batch; 0 if config.json names none. */
  int paddingToken();

  /** Type of the weights as stored: "float32", "float16" or "bfloat16". */
  String dtype();

  /** Rotary positions. */
  Rope rope();

  /** Values that the cache keeps per position and layer. */
  int cacheSize();

  /** Values that plain multi-head attention would keep per position and layer. */
  int expandedCacheSize();

  /** Every tensor the model reads, by its name in the files, with its shape. */
  Map<String, List<Long>> tensors();

  /** Share of a tensor that works on one token: below 1 only for routed experts. */
  double activeShare(String tensor);

  /** Whole numbers by the names that the family's program reads. */
  Map<String, Integer> programIntegers();

  /** Other numbers by the names that the family's program reads. */
  Map<String, Double> programNumbers();
}
