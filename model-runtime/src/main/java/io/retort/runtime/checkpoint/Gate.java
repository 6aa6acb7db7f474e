package io.retort.runtime.checkpoint;

/**
 * How a token's experts are chosen and weighed.
 *
 * @param isSigmoid scores are sigmoids, with a bias that steers the choice (DeepSeek-V3 report,
 *     section 2.1.2); else a softmax over all experts
 * @param expertsPerToken experts chosen
 * @param groups groups the experts lie in
 * @param chosenGroups groups a token may choose from
 * @param normalisesWeights the chosen experts' weights are made to sum to 1 before scaling
 * @param scale what routing weights are multiplied by
 */
public record Gate(
    boolean isSigmoid,
    int expertsPerToken,
    int groups,
    int chosenGroups,
    boolean normalisesWeights,
    double scale) {

  /** How many of a group's best experts add up to what the group is worth. */
  public int expertsPerWorth() {
    return isSigmoid ? 2 : 1;
  }

  /** Checks that the groups fit the experts and the choice fits the groups. */
  void check(ConfigFile file, int experts, String expertsKey) {
    if (experts % groups != 0) {
      throw file.wrong("n_group", "a divisor of " + expertsKey + " (" + experts + ")");
    }
    if (chosenGroups > groups) {
      throw file.wrong("topk_group", "at most n_group (" + groups + ")");
    }
    int open = experts / groups * chosenGroups;
    if (expertsPerToken > open) {
      throw file.wrong(
          "num_experts_per_tok",
          groups > 1
              ? "at most the experts of the chosen groups (" + open + ")"
              : "at most " + expertsKey + " (" + open + ")");
    }
    if (groups > 1 && experts / groups < expertsPerWorth()) {
      throw file.wrong("n_group", "such that a group has at least two experts");
    }
  }
}
