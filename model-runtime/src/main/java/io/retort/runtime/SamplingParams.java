package io.retort.runtime;

/**
 * How the next token is drawn from the logits of one decode step.
 *
 * @param temperature divides the logits before softmax, in [0, 2]; 0 means greedy (argmax), then
 *     {@code topK}, {@code topP} and {@code seed} have no effect
 * @param topK most tokens to choose from (Fan et al. 2018, section 5.1), all that tie with the last
 *     of them included; 0 keeps the whole vocabulary
 * @param topP nucleus mass in (0, 1]: sampling keeps the smallest set of tokens whose probabilities
 *     sum to at least this much (Holtzman et al. 2020, section 3.1), counted over those that {@code
 *     topK} left; 1 keeps them all
 * @param maxNewTokens most tokens generated after the prompt, the stop token included
 * @param seed the run's seed; with problem id and rollout it keys the random stream
 */
public record SamplingParams(
    double temperature, int topK, double topP, int maxNewTokens, long seed) {

  public SamplingParams {
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(temperature >= 0 && temperature <= 2)) {
      throw new IllegalArgumentException("temperature must be in [0, 2], but was " + temperature);
    }
    if (topK < 0) {
      throw new IllegalArgumentException("topK must be at least 0, but was " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP must be in (0, 1], but was " + topP);
    }
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException(
          "maxNewTokens must be at least 1, but was " + maxNewTokens);
    }
  }

  /** Sampling from the nucleus alone. */
  public SamplingParams(double temperature, double topP, int maxNewTokens, long seed) {
    this(temperature, 0, topP, maxNewTokens, seed);
  }

  /** The settings for repeatable evaluation: always the most probable token. */
  public static SamplingParams greedy(int maxNewTokens) {
    return new SamplingParams(0, 1, maxNewTokens, 0);
  }

  public boolean isGreedy() {
    return temperature == 0;
  }
}
