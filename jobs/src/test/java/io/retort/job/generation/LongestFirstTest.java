package io.retort.job.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.job.table.CompletionKey;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LongestFirstTest {

  private static final int ROLLOUTS = 2;

  private final Map<CompletionKey, CompletionRow> journal = new TreeMap<>();

  @Test
  void withoutAnEstimateTheBucketWithMostMissingStartsFirst() {
    Some small = new Some(0, List.of(problem("a", 5)));
    Some large = new Some(1, List.of(problem("b", 1), problem("c", 1)));
    Some alike = new Some(2, List.of(problem("d", 1), problem("e", 1)));

    assertThat(order(small, large, alike)).containsExactly(1, 2, 0);
  }

  @Test
  void aLevelWhoseCompletionsAreLongOutweighsANumber() {
    Some started = new Some(0, List.of(problem("easy", 1), problem("hard", 5)));
    finish("easy", 0, 50);
    finish("hard", 0, 600);
    Some hard = new Some(1, List.of(problem("a", 5))); // 2 x 600
    Some easy = new Some(2, List.of(problem("b", 1), problem("c", 1))); // 4 x 50

    // 50 + 600 still missing in bucket 0
    assertThat(order(started, easy, hard)).containsExactly(1, 0, 2);
  }

  @Test
  void aLevelThatNobodyHasFinishedCountsAsTheMeanOfAll() {
    Some started = new Some(0, List.of(problem("easy", 1), problem("hard", 5)));
    finish("easy", 0, 50);
    finish("hard", 0, 600);
    Some unknown = new Some(1, List.of(problem("a", 3)));
    List<BucketState> states = states(started, unknown);

    assertThat(new LongestFirst(states).expectedTokens(states.get(1)))
        .isCloseTo(2 * (50 + 600) / 2.0, within(1e-9));
  }

  @Test
  void aBucketThatLacksNothingIsNotStarted() {
    Some full = new Some(0, List.of(problem("a", 0)));
    Some half = new Some(1, List.of(problem("b", 0)));
    finish("a", 0, 10);
    finish("a", 1, 10);
    finish("b", 1, 10);

    assertThat(order(full, half)).containsExactly(1);
  }

  private record Some(int number, List<ProblemRow> problems) {

    Bucket bucket() {
      return new Bucket(number, problems.size(), List.of());
    }
  }

  private List<Integer> order(Some... buckets) {
    return new LongestFirst(states(buckets))
        .order(Stream.of(buckets).map(Some::bucket).toList()).stream().map(Bucket::number).toList();
  }

  private List<BucketState> states(Some... buckets) {
    return Stream.of(buckets)
        .map(some -> BucketState.of(some.number(), some.problems(), ROLLOUTS, journal))
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
    return new ProblemRow(id, "benchmark", List.of(), "1", List.of(), List.of(), "", level);
  }
}
