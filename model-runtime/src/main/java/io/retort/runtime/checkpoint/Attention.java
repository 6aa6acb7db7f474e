package io.retort.runtime.checkpoint;

import java.util.Map;

/** How the tokens of a sequence attend to each other: what it takes, keeps and computes. */
public sealed interface Attention permits GroupedAttention, LatentAttention {

  /** Rotary positions. */
  Rope rope();

  /** Values that the cache keeps per position and layer. */
  int cacheSize();

  /** Values that plain multi-head attention would keep per position and layer. */
  int expandedCacheSize();

  /** What queries are multiplied by before the softmax. */
  double softmaxScale();

  /** Whole numbers by the names that the program reads. */
  Map<String, Integer> programIntegers();

  /** Adds one layer's tensors. */
  void addTensors(TensorShapes shapes, String prefix, int hiddenSize);
}
