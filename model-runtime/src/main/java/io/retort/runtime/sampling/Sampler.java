package io.retort.runtime.sampling;

import io.retort.runtime.SamplingParams;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Draws tokens from rows of logits, exactly: every filter sees the whole vocabulary.
 *
 * <p>Sums are taken in double and in an order that the row alone decides, so the same logits give
 * the same token on every JVM. Keeps room for its work: one to a thread.
 */
public final class Sampler {

  private final double[] weights;
  private final Nucleus nucleus = new Nucleus();

  /** A sampler of rows of so many tokens. */
  public Sampler(int vocabulary) {
    this.weights = new double[vocabulary];
  }

  /**
   * A drawn token.
   *
   * @param logprob its natural log-probability under the model's own distribution: temperature 1,
   *     nothing filtered, no penalty
   */
  public record Draw(int token, double logprob) {}

  /**
   * Draws from one row.
   *
   * @param seen tokens that prompt and completion hold; only a repetition penalty reads it
   * @param uniform a draw from [0, 1); not used when greedy
   */
  public Draw draw(Logits logits, int row, SamplingParams params, BitSet seen, double uniform) {
    double normalizer = logNormalizer(logits, row);
    Logits penalized = logits;
    int from = row;
    if (params.repetitionPenalty() != 1) {
      penalized = penalized(logits.row(row), params.repetitionPenalty(), seen);
      from = 0;
    }
    int best = penalized.argmax(from);
    int token = best;
    if (!params.isGreedy()) {
      keepWeights(penalized, from, penalized.get(from, best), params);
      token = at(uniform * sum(weights));
    }
    return new Draw(token, logits.get(row, token) - normalizer);
  }

  /** The logarithm of the sum of all exponentials: what log-probabilities are relative to. */
  double logNormalizer(Logits logits, int row) {
    double top = logits.get(row, logits.argmax(row));
    if (!Double.isFinite(top)) {
      throw new IllegalStateException(
          "logits must be finite, but the largest was " + top + "; the checkpoint may be broken");
    }
    return top + StrictMath.log(sum(weigh(logits, row, top, 1)));
  }

  /** What each token weighs after all filters; not normalised. Valid until the next call. */
  double[] keepWeights(Logits logits, int row, double top, SamplingParams params) {
    weigh(logits, row, top, params.temperature());
    if (params.topK() > 0 && params.topK() < weights.length) {
      keepHeaviest(params.topK());
    }
    if (params.topP() < 1) {
      nucleus.keep(weights, params.topP() * sum(weights));
    }
    if (params.minP() > 0) { // the largest weight is 1
      for (int i = 0; i < weights.length; i++) {
        weights[i] = weights[i] < params.minP() ? 0 : weights[i];
      }
    }
    return weights;
  }

  static Logits penalized(float[] row, double penalty, BitSet seen) {
    for (int id = seen.nextSetBit(0); id >= 0; id = seen.nextSetBit(id + 1)) {
      row[id] = (float) (row[id] > 0 ? row[id] / penalty : row[id] * penalty);
    }
    return new Logits(row, row.length);
  }

  private double[] weigh(Logits logits, int row, double top, double temperature) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Exponential.of((logits.get(row, i) - top) / temperature);
    }
    return weights;
  }

  /** Four sums side by side: one would wait for each addition. */
  private static double sum(double[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < values.length; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < values.length; i++) {
      a += values[i];
    }
    return a + b + (c + d);
  }

  /** The token in whose share of the weights, one after the other, a point lies. */
  private int at(double point) {
    double left = point;
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

  /** Sets every weight below the k-th largest to 0. */
  private void keepHeaviest(int k) {
    double[] sorted = weights.clone();
    Arrays.sort(sorted);
    double lightest = sorted[sorted.length - k];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weights[i] >= lightest ? weights[i] : 0;
    }
  }
}
