package io.retort.job.generation;

import io.retort.job.table.CompletionKey;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a bucket is, by the level of its problems: harder ones have longer completions.
 *
 * @param number of the bucket
 * @param levels what is wanted and there, by level; 0 where the benchmark has none
 */
record BucketState(int number, SortedMap<Integer, Level> levels) implements Serializable {

  BucketState {
    levels = new TreeMap<>(levels);
  }

  /** The state of a bucket of these problems, whose journal holds these completions. */
  static BucketState of(
      int number,
      List<ProblemRow> problems,
      int rollouts,
      Map<CompletionKey, CompletionRow> completions) {
    SortedMap<Integer, Level> levels = new TreeMap<>();
    problems.forEach(
        problem -> {
          Level level = new Level(rollouts, 0, 0);
          for (int rollout = 0; rollout < rollouts; rollout++) {
            CompletionRow row = completions.get(new CompletionKey(problem.problemId(), rollout));
            level = row == null ? level : level.plus(new Level(0, 1, row.completionTokens()));
          }
          levels.merge(problem.level(), level, Level::plus);
        });
    return new BucketState(number, levels);
  }

  long finished() {
    return levels.values().stream().mapToLong(Level::finished).sum();
  }

  long missing() {
    return levels.values().stream().mapToLong(Level::missing).sum();
  }

  /**
   * Completions of one level.
   *
   * @param wanted how many there will be
   * @param finished how many there are
   * @param tokens in those
   */
  record Level(long wanted, long finished, long tokens) implements Serializable {

    static final Level NONE = new Level(0, 0, 0);

    Level plus(Level other) {
      return new Level(wanted + other.wanted, finished + other.finished, tokens + other.tokens);
    }

    long missing() {
      return wanted - finished;
    }
  }
}
