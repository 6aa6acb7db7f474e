package io.retort.runtime.sampling;

import io.retort.runtime.SamplingParams;
import java.util.BitSet;

/**
 * Draws tokens from rows of logits, exactly: every filter sees the whole vocabulary.
 *
 * <p>Sums are taken in an order that the row alone decides, so the same logits give the same token
 * whatever the other rows are. Keeps room for its work: one to a thread.
 */
public final class Sampler {

  private final Candidates candidates;

  /** A sampler of rows of so many tokens. */
  public Sampler(int vocabulary) {
    this.candidates = new Candidates(vocabulary);
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
    float top = logits.top(row);
    if (!Float.isFinite(top)) {
      throw new IllegalStateException(
          "logits must be finite, but the largest was " + top + "; the checkpoint may be broken");
    }
    double[] plain = logits.blockSums(row, 1);
    double normalizer = top + StrictMath.log(Candidates.sum(plain, plain.length));
    int token =
        params.repetitionPenalty() == 1
            ? token(logits, row, params, uniform)
            : token(
                penalized(logits.row(row), params.repetitionPenalty(), seen), 0, params, uniform);
    return new Draw(token, logits.get(row, token) - normalizer);
  }

  private int token(Logits logits, int row, SamplingParams params, double uniform) {
    if (params.isGreedy()) {
      return logits.argmax(row);
    }
    if (params.topK() == 0 && params.topP() == 1 && params.minP() == 0) {
      return unfiltered(logits, row, params.temperature(), uniform);
    }
    return filtered(logits, row, params).draw(uniform);
  }

  /** What all filters leave; valid until the next call. */
  Candidates filtered(Logits logits, int row, SamplingParams params) {
    candidates.filter(logits, row, params);
    return candidates;
  }

  /** Finds the block in whose share a draw lies, then the token in it. */
  private static int unfiltered(Logits logits, int row, double temperature, double uniform) {
    double[] blocks = logits.blockSums(row, temperature);
    double left = uniform * Candidates.sum(blocks, blocks.length);
    int block = 0;
    while (block < blocks.length - 1 && left >= blocks[block]) {
      left -= blocks[block++];
    }
    int start = block * Logits.BLOCK;
    int end = Math.min(logits.vocabulary(), start + Logits.BLOCK);
    double top = logits.top(row);
    for (int id = start; id < end - 1; id++) {
      left -= Exponential.of((logits.get(row, id) - top) / temperature);
      if (left < 0) {
        return id;
      }
    }
    return end - 1;
  }

  static Logits penalized(float[] row, double penalty, BitSet seen) {
    for (int id = seen.nextSetBit(0); id >= 0; id = seen.nextSetBit(id + 1)) {
      row[id] = (float) (row[id] > 0 ? row[id] / penalty : row[id] * penalty);
    }
    return new Logits(row, row.length);
  }
}
