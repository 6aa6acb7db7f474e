package io.retort.runtime.checkpoint;

import java.util.Map;

/** The feed-forward blocks of a model's layers. */
public sealed interface FeedForward permits DenseFeedForward, MixtureOfExperts {

  /** Share of a tensor that works on one token: below 1 only for routed experts. */
  double activeShare(String tensor);

  /** Whole numbers by the names that the program reads. */
  Map<String, Integer> programIntegers();

  /** Other numbers by the names that the program reads. */
  Map<String, Double> programNumbers();

  /** Adds the tensors of one layer. */
  void addTensors(TensorShapes shapes, int layer, String prefix, int hiddenSize);
}
