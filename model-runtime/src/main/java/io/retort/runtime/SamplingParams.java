package io.retort.runtime;

import java.io.Serializable;
import java.util.List;

/**
 * How the next token is drawn from the logits of one decode step, and when a completion ends.
 *
 * <p>Filters apply in the order repetition penalty, temperature, top-k, top-p, min-p, each to what
 * the one before left, and always leave the most probable token. They see the whole vocabulary.
 *
 * @param temperature divides the logits before softmax, in [0, 2]; 0 means greedy (the largest
 *     logit, of equal ones the lowest id), then {@code topK}, {@code topP}, {@code minP} and {@code
 *     seed} have no effect
 * @param topK most tokens to choose from (Fan et al. 2018, section 5.1), all that tie with the last
 *     of them included; 0 keeps the whole vocabulary
 * @param topP nucleus mass in (0, 1]: sampling keeps the smallest set of tokens whose probabilities
 *     sum to at least this much (Holtzman et al. 2020, section 3.1), counted over those that {@code
 *     topK} left; 1 keeps them all
 * @param minP least probability relative to the most probable token (Nguyen et al. 2024, section
 *     3), in [0, 1); 0 keeps them all
 * @param repetitionPenalty divides positive logits and multiplies negative ones of every token that
 *     prompt or completion already holds (Keskar et al. 2019, section 4.1), above 0; 1 does nothing
 * @param maxNewTokens most tokens generated after the prompt, the stop token included
 * @param seed the run's seed; with problem id and rollout it keys the random stream
 * @param stopStrings texts that end a completion where the first of them appears, wherever its
 *     tokens begin; none of them is empty
 * @param stopsReasoning whether stop strings act inside the reasoning too; else only where none is
 *     open: after {@code </think>}, or anywhere in a completion that does not reason
 * @param details what is recorded of every token
 */
public record SamplingParams(
    double temperature,
    int topK,
    double topP,
    double minP,
    double repetitionPenalty,
    int maxNewTokens,
    long seed,
    List<String> stopStrings,
    boolean stopsReasoning,
    Details details)
    implements Serializable {

  /**
   * What is recorded of every generated token, always of the model's own distribution: temperature
   * 1, nothing filtered, no penalty.
   *
   * @param logprobs whether the token's own log-probability is recorded
   * @param top how many of the most probable tokens are recorded with theirs
   * @param draws how many soft labels are drawn with replacement (Anshumann et al. 2025, section
   *     3): each carries the share of the draws that hit it, an unbiased estimate
   */
  public record Details(boolean logprobs, int top, int draws) implements Serializable {

    /** Nothing. */
    public static final Details NONE = new Details(false, 0, 0);

    public Details {
      if (top < 0 || draws < 0) {
        throw new IllegalArgumentException(
            "top and draws must be at least 0, but were " + top + " and " + draws);
      }
    }

    /** Whether anything is recorded. */
    public boolean isAny() {
      return logprobs || top > 0 || draws > 0;
    }
  }

  public SamplingParams {
    stopStrings = List.copyOf(stopStrings);
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
    if (!(minP >= 0 && minP < 1)) {
      throw new IllegalArgumentException("minP must be in [0, 1), but was " + minP);
    }
    if (!(repetitionPenalty > 0 && repetitionPenalty <= 10)) {
      throw new IllegalArgumentException(
          "repetitionPenalty must be in (0, 10], but was " + repetitionPenalty);
    }
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException(
          "maxNewTokens must be at least 1, but was " + maxNewTokens);
    }
    if (stopStrings.contains("")) {
      throw new IllegalArgumentException("a stop string must not be empty, but one was");
    }
  }

  /** Sampling from the nucleus alone. */
  public SamplingParams(double temperature, double topP, int maxNewTokens, long seed) {
    this(temperature, 0, topP, 0, 1, maxNewTokens, seed, List.of(), true, Details.NONE);
  }

  /** The settings for repeatable evaluation: always the most probable token. */
  public static SamplingParams greedy(int maxNewTokens) {
    return new SamplingParams(0, 1, maxNewTokens, 0);
  }

  /** The same with top-k, min-p and repetition penalty. */
  public SamplingParams withFilters(int newTopK, double newMinP, double newRepetitionPenalty) {
    return new SamplingParams(
        temperature,
        newTopK,
        topP,
        newMinP,
        newRepetitionPenalty,
        maxNewTokens,
        seed,
        stopStrings,
        stopsReasoning,
        details);
  }

  /** The same with texts that end a completion. */
  public SamplingParams withStopStrings(List<String> newStopStrings) {
    return withStops(newStopStrings, true);
  }

  /** The same with texts that end an answer, but not the reasoning before it. */
  public SamplingParams withAnswerStops(List<String> newStopStrings) {
    return withStops(newStopStrings, newStopStrings.isEmpty());
  }

  private SamplingParams withStops(List<String> newStopStrings, boolean newStopsReasoning) {
    return new SamplingParams(
        temperature,
        topK,
        topP,
        minP,
        repetitionPenalty,
        maxNewTokens,
        seed,
        newStopStrings,
        newStopsReasoning,
        details);
  }

  /** The same, recording details. */
  public SamplingParams withDetails(Details newDetails) {
    return new SamplingParams(
        temperature,
        topK,
        topP,
        minP,
        repetitionPenalty,
        maxNewTokens,
        seed,
        stopStrings,
        stopsReasoning,
        newDetails);
  }

  public boolean isGreedy() {
    return temperature == 0;
  }
}
