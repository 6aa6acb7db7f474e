package io.retort.runtime.checkpoint;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the experts of both DeepSeek families, which differ in their gates. */
final class DeepseekExperts {

  private DeepseekExperts() {}

  static MixtureOfExperts read(ConfigFile file, int layers, Gate gate) {
    file.demand("moe_layer_freq", "1");
    int experts = file.positive("n_routed_experts");
    gate.check(file, experts, "n_routed_experts");
    int dense = file.atLeast("first_k_dense_replace", 0);
    if (dense > layers) {
      throw file.wrong("first_k_dense_replace", "at most num_hidden_layers (" + layers + ")");
    }
    return new MixtureOfExperts(
        file.positive("intermediate_size"),
        IntStream.range(0, dense).boxed().collect(Collectors.toSet()),
        file.positive("moe_intermediate_size"),
        experts,
        file.atLeastOrNull("n_shared_experts", 0),
        gate);
  }
}
