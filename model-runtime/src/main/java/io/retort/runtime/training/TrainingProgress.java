package io.retort.runtime.training;

/**
 * How far training is; with the weights and moments, all that it needs to go on.
 *
 * @param step updates done
 * @param tokens tokens seen, padding not counted
 * @param pool pool that the next batch comes from
 * @param batch number of that batch within the pool
 */
record TrainingProgress(int step, long tokens, int pool, int batch) {

  static final TrainingProgress START = new TrainingProgress(0, 0, 0, 0);

  TrainingProgress afterBatch(int batchTokens) {
    return new TrainingProgress(step + 1, tokens + batchTokens, pool, batch + 1);
  }

  TrainingProgress nextPool() {
    return new TrainingProgress(step, tokens, pool + 1, 0);
  }
}
