package io.retort.job.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.job.table.CompletionKey;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongestFirstTest {

  private static final int ROLLOUTS = 2;

  private final Map<CompletionKey, CompletionRow> journal = new TreeMap<>();

  @Test
  void withoutAnEstimateTheBucketWithMostMissingStartsFirst() {
    Bucket small = new Bucket(0, List.of(problem("a", 5)));
    Bucket large = new Bucket(1, List.of(problem("b", 1), problem("c", 1)));
    Bucket alike = new Bucket(2, List.of(problem("d", 1), problem("e", 1)));

    assertThat(order(small, large, alike)).containsExactly(1, 2, 0);
  }

  @Test
  void aLevelWhoseCompletionsAreLongOutweighsANumber() {
    Bucket started = new Bucket(0, List.of(problem("easy", 1), problem("hard", 5)));
    finish("easy", 0, 50);
    finish("hard", 0, 600);
    Bucket hard = new Bucket(1, List.of(problem("a", 5))); // 2 x 600
    Bucket easy = new Bucket(2, List.of(problem("b", 1), problem("c", 1))); // 4 x 50

    // 50 + 600 still missing in bucket 0
    assertThat(order(started, easy, hard)).containsExactly(1, 0, 2);
  }

  @Test
  void aLevelThatNobodyHasFinishedCountsAsTheMeanOfAll() {
    Bucket started = new Bucket(0, List.of(problem("easy", 1), problem("hard", 5)));
    finish("easy", 0, 50);
    finish("hard", 0, 600);
    Bucket unknown = new Bucket(1, List.of(problem("a", 3)));
    List<BucketState> states = states(started, unknown);

    assertThat(new LongestFirst(states).expectedTokens(states.get(1)))
        .isCloseTo(2 * (50 + 600) / 2.0, within(1e-9));
  }

  @Test
  void aBucketThatLacksNothingIsNotStarted() {
    Bucket full = new Bucket(0, List.of(problem("a", 0)));
    Bucket half = new Bucket(1, List.of(problem("b", 0)));
    finish("a", 0, 10);
    finish("a", 1, 10);
    finish("b", 1, 10);

    assertThat(order(full, half)).containsExactly(1);
  }

  private List<Integer> order(Bucket... buckets) {
    return new LongestFirst(states(buckets))
        .order(List.of(buckets)).stream().map(Bucket::number).toList();
  }

  private List<BucketState> states(Bucket... buckets) {
    return List.of(buckets).stream()
        .map(bucket -> BucketState.of(bucket, ROLLOUTS, journal))
        .toList();
  }

  private void finish(String problem, int rollout, int tokens) {
    CompletionRow row =
        new CompletionRow(
            "run", "hash", "model", problem, rollout, 7, "prompt", 30, "text", tokens, "stop", "",
            -1.5, 3, 7, "0", "cpu", "0.1.0", 0);
    journal.put(row.key(), row);
  }

  private static ProblemRow problem(String id, int level) {
    return new ProblemRow(id, "benchmark", List.of(), "1", "", level);
  }
}
