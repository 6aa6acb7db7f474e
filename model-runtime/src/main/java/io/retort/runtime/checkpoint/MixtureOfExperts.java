package io.retort.runtime.checkpoint;

import java.util.Map;
import java.util.Set;

/**
 * A gate with routed and shared experts in some layers, one dense block in the others (DeepSeekMoE,
 * Dai et al. 2024, section 3).
 *
 * @param denseSize inner width of a dense layer
 * @param denseLayers layers without experts
 * @param expertSize inner width of one expert
 * @param routedExperts experts to choose from
 * @param sharedExperts experts that are always on; 0 if there are none
 * @param gate how a token's experts are chosen
 */
public record MixtureOfExperts(
    int denseSize,
    Set<Integer> denseLayers,
    int expertSize,
    int routedExperts,
    int sharedExperts,
    Gate gate)
    implements FeedForward {

  public MixtureOfExperts {
    denseLayers = Set.copyOf(denseLayers);
  }

  @Override
  public double activeShare(String tensor) {
    return tensor.contains(".mlp.experts.") ? (double) gate.expertsPerToken() / routedExperts : 1;
  }

  @Override
  public Map<String, Integer> programIntegers() {
    return Map.of(
        "experts",
        routedExperts,
        "top_k",
        gate.expertsPerToken(),
        "groups",
        gate.groups(),
        "top_groups",
        gate.chosenGroups(),
        "sigmoid",
        gate.isSigmoid() ? 1 : 0,
        "normalise",
        gate.normalisesWeights() ? 1 : 0);
  }

  @Override
  public Map<String, Double> programNumbers() {
    return Map.of("routed_scale", gate.scale());
  }

  @Override
  public void addTensors(TensorShapes shapes, int layer, String prefix, int hiddenSize) {
    if (denseLayers.contains(layer)) {
      shapes.swiglu(prefix, hiddenSize, denseSize, false);
      return;
    }
    shapes.linear(prefix + "gate", routedExperts, hiddenSize);
    if (gate.isSigmoid()) {
      shapes.put(prefix + "gate.e_score_correction_bias", routedExperts);
    }
    for (int expert = 0; expert < routedExperts; expert++) {
      shapes.swiglu(prefix + "experts." + expert + ".", hiddenSize, expertSize, false);
    }
    if (sharedExperts > 0) {
      shapes.swiglu(
          prefix + "shared_experts.", hiddenSize, (long) expertSize * sharedExperts, false);
    }
  }
}
