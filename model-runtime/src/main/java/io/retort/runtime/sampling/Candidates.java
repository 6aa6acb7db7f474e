package io.retort.runtime.sampling;

import io.retort.runtime.SamplingParams;
import java.util.Arrays;

/**
 * The tokens of a row that filters leave, with their weights. Only those that can be left are
 * looked at: a row's sums tell which cannot, whatever the others are. Keeps room for its work.
 */
final class Candidates {

  // A heap of so many is faster than sorting a row.
  private static final int SMALL = 512;
  // The sums of a row are fp32: what they call too light by a hair is kept.
  private static final double HAIR = 1e-5;

  private final int[] ids;
  private final double[] weights;
  private final Nucleus nucleus;
  private int count;

  Candidates(int vocabulary) {
    this.ids = new int[vocabulary];
    this.weights = new double[vocabulary];
    this.nucleus = new Nucleus(vocabulary);
  }

  /** Takes what the filters leave of a row; see {@link SamplingParams} for their order. */
  void filter(Logits logits, int row, SamplingParams params) {
    double top = logits.top(row);
    double temperature = params.temperature();
    boolean hasTopK = params.topK() > 0 && params.topK() < logits.vocabulary();
    double[] blocks = hasTopK ? new double[0] : logits.blockSums(row, temperature);
    double total = sum(blocks, blocks.length);
    double least = Math.max(params.minP(), leastOfNucleus(params.topP(), total, logits));
    double bound = top + temperature * StrictMath.log(least) - HAIR;
    if (hasTopK) {
      bound = Math.max(bound, kthLargest(logits, row, params.topK()));
    }
    count = 0;
    double inverse = 1 / temperature;
    for (int id = 0; id < logits.vocabulary(); id++) {
      float logit = logits.get(row, id);
      if (logit >= bound) {
        ids[count] = id;
        weights[count++] = Exponential.of((logit - top) * inverse);
      }
    }
    if (params.topP() < 1) {
      double all = hasTopK ? sum(weights, count) : total;
      nucleus.keep(weights, count, params.topP() * all);
    }
    for (int i = 0; i < count && params.minP() > 0; i++) { // the largest weight is 1
      weights[i] = weights[i] < params.minP() ? 0 : weights[i];
    }
  }

  /**
   * No token of a nucleus is lighter: all lighter ones together weigh less than may be left out.
   * Counted over the whole vocabulary, so it says nothing of what top-k leaves.
   */
  private static double leastOfNucleus(double topP, double total, Logits logits) {
    return total * (1 - topP) / logits.vocabulary();
  }

  private static double kthLargest(Logits logits, int row, int k) {
    if (k > SMALL) {
      float[] sorted = logits.row(row);
      Arrays.sort(sorted);
      return sorted[sorted.length - k];
    }
    float[] heap = new float[k]; // the smallest of the k largest is at its root
    Arrays.fill(heap, Float.NEGATIVE_INFINITY);
    for (int id = 0; id < logits.vocabulary(); id++) {
      float logit = logits.get(row, id);
      if (logit > heap[0]) {
        sink(heap, logit);
      }
    }
    return heap[0];
  }

  /** Replaces the root. */
  private static void sink(float[] heap, float value) {
    int place = 0;
    while (2 * place + 1 < heap.length) {
      int child = 2 * place + 1;
      if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
        child++;
      }
      if (value <= heap[child]) {
        break;
      }
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = value;
  }

  /** The token in whose share of the weights, one after the other, a draw from [0, 1) lies. */
  int draw(double uniform) {
    double left = uniform * sum(weights, count);
    int last = 0;
    for (int i = 0; i < count; i++) {
      if (weights[i] > 0) {
        last = ids[i];
        left -= weights[i];
        if (left < 0) {
          return last;
        }
      }
    }
    return last; // rounding only: the weights, taken off one by one, left a hair
  }

  /** The weight of every token of the vocabulary, 0 where filters have taken it; not normalised. */
  double[] all(int vocabulary) {
    double[] all = new double[vocabulary];
    for (int i = 0; i < count; i++) {
      all[ids[i]] = weights[i];
    }
    return all;
  }

  static double sum(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
