package io.retort.runtime.training;

import java.nio.file.Path;

/** Hears how training goes; called on the training thread, which waits. */
public interface TrainingListener {

  /** Training goes on where a former start left it. */
  void resumed(int step, long tokens);

  /**
   * One update is done.
   *
   * @param tokens seen so far
   * @param rate share of the highest learning rate in use
   * @param loss of this batch, nats per learned token
   * @param gradientNorm before clipping
   * @param loadImbalance largest expert load over the mean
   */
  void stepped(
      int step, long tokens, double rate, double loss, double gradientNorm, double loadImbalance);

  /** A checkpoint folder has been written; evaluate it here. */
  void checkpointed(int step, long tokens, Path checkpoint);
}
