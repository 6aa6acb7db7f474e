package io.retort.runtime.sampling;

import io.retort.runtime.SamplingParams;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Draws one token from a row of logits, exactly: the nucleus is taken over the whole vocabulary.
 *
 * <p>Sums are taken in double and in order of the ids, with {@link StrictMath}, so the same logits
 * give the same token on every JVM. Stateless.
 */
public final class Sampler {

  // Below e^-46 = 1e-20 of the largest weight, a vocabulary of a million cannot reach the last bit
  // of a double sum.
  private static final double NEGLIGIBLE = -46;

  private Sampler() {}

  /**
   * A drawn token.
   *
   * @param logprob its natural log-probability under the model's own distribution: temperature 1,
   *     nothing filtered
   */
  public record Draw(int token, double logprob) {}

  /**
   * Draws from one row.
   *
   * @param uniform a draw from [0, 1); not used when greedy
   */
  public static Draw draw(Logits logits, int row, SamplingParams params, double uniform) {
    int best = argmax(logits, row);
    double top = logits.get(row, best);
    if (!Double.isFinite(top)) {
      throw new IllegalStateException(
          "logits must be finite, but the largest was " + top + "; the checkpoint may be broken");
    }
    int token = params.isGreedy() ? best : sample(logits, row, top, params, uniform);
    double total = 0;
    for (int i = 0; i < logits.vocabulary(); i++) {
      total += weight(logits.get(row, i) - top);
    }
    return new Draw(token, logits.get(row, token) - top - StrictMath.log(total));
  }

  /** The lowest id among the largest logits. */
  private static int argmax(Logits logits, int row) {
    int best = 0;
    for (int i = 1; i < logits.vocabulary(); i++) {
      if (logits.get(row, i) > logits.get(row, best)) {
        best = i;
      }
    }
    return best;
  }

  private static int sample(
      Logits logits, int row, double top, SamplingParams params, double uniform) {
    double[] weights = keptWeights(logits, row, top, params);
    double left = uniform * Arrays.stream(weights).sum();
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last; // rounding only: the weights, taken off one by one, left a hair
  }

  /** What each token weighs after temperature, top-k and nucleus, in that order; not normalised. */
  static double[] keptWeights(Logits logits, int row, double top, SamplingParams params) {
    double[] weights = new double[logits.vocabulary()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight((logits.get(row, i) - top) / params.temperature());
    }
    if (params.topK() > 0 && params.topK() < weights.length) {
      keepHeaviest(weights, params.topK());
    }
    if (params.topP() < 1) {
      double total = 0;
      for (double weight : weights) {
        total += weight;
      }
      keepNucleus(weights, total, params.topP());
    }
    return weights;
  }

  /** Sets every weight below the k-th largest to 0. */
  private static void keepHeaviest(double[] weights, int k) {
    double[] sorted = weights.clone();
    Arrays.sort(sorted);
    double lightest = sorted[sorted.length - k];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weights[i] >= lightest ? weights[i] : 0;
    }
  }

  /**
   * Sets every weight outside the nucleus to 0. Of equal weights at its edge the lower ids stay.
   */
  private static void keepNucleus(double[] weights, double total, double topP) {
    // A token of the nucleus weighs at least (1 - topP) / vocabulary: all lighter ones together
    // weigh less than what may be left out. So only a few candidates need sorting.
    double lightest = total * (1 - topP) / weights.length;
    Integer[] order =
        IntStream.range(0, weights.length)
            .filter(i -> weights[i] > 0 && weights[i] >= lightest)
            .boxed()
            .toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(weights[b], weights[a])); // stable
    boolean[] inside = new boolean[weights.length];
    double sum = 0;
    for (int i = 0; i < order.length && sum < total * topP; i++) {
      inside[order[i]] = true;
      sum += weights[order[i]];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = inside[i] ? weights[i] : 0;
    }
  }

  private static double weight(double exponent) {
    return exponent < NEGLIGIBLE ? 0 : StrictMath.exp(exponent);
  }
}
