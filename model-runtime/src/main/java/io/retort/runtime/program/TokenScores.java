package io.retort.runtime.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;

/**
 * What a model thinks of the tokens that follow those of a pass: natural log-probabilities under
 * its own distribution, temperature 1 and nothing filtered.
 */
public final class TokenScores {

  private final float[] logprobs;
  private final long[] topIds;
  private final float[] topLogprobs;
  private final int top;

  private TokenScores(float[] logprobs, long[] topIds, float[] topLogprobs, int top) {
    this.logprobs = logprobs;
    this.topIds = topIds;
    this.topLogprobs = topLogprobs;
    this.top = top;
  }

  static TokenScores read(IValue scores, NDManager scope, int top) {
    IValue[] parts = scores.toIValueTuple();
    PtNDManager manager = (PtNDManager) scope;
    try (IValue first = parts[0];
        IValue second = parts[1];
        IValue third = parts[2];
        NDArray logprobs = first.toTensor(manager);
        NDArray ids = second.toTensor(manager);
        NDArray best = third.toTensor(manager)) {
      return new TokenScores(logprobs.toFloatArray(), ids.toLongArray(), best.toFloatArray(), top);
    }
  }

  /** Of the token that follows the given one of the pass. */
  public float logprob(int token) {
    return logprobs[token];
  }

  /** How many of the most probable tokens are named. */
  public int top() {
    return top;
  }

  /** The most probable tokens after the given one, best first. */
  public int topId(int token, int rank) {
    return (int) topIds[token * top + rank];
  }

  public float topLogprob(int token, int rank) {
    return topLogprobs[token * top + rank];
  }
}
