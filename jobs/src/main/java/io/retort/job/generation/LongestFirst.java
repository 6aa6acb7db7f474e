package io.retort.job.generation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The order in which buckets are started: those with the most expected tokens first, so that no
 * long one is left for the end, when most cores have nothing to do. No schedule that fills cores as
 * they become free in this order ends later than 4/3 of the best one (Graham 1969), as far as the
 * estimates hold.
 *
 * <p>A missing completion is expected to be as long as the run's finished ones of its level are on
 * average, or of all levels where none of its own is finished. Before the first completion all
 * count the same.
 */
final class LongestFirst {

  private final SortedMap<Integer, BucketState.Level> measured = new TreeMap<>();
  private final List<BucketState> states;

  LongestFirst(List<BucketState> states) {
    this.states = states;
    states.forEach(
        state ->
            state
                .levels()
                .forEach((level, made) -> measured.merge(level, made, BucketState.Level::plus)));
  }

  /** The buckets that lack something, in the order of their start. */
  List<Bucket> order(List<Bucket> buckets) {
    Map<Integer, Double> expected =
        states.stream()
            .filter(state -> state.missing() > 0)
            .collect(Collectors.toMap(BucketState::number, this::expectedTokens));
    return buckets.stream()
        .filter(bucket -> expected.containsKey(bucket.number()))
        .sorted(
            Comparator.comparingDouble(
                    (Bucket bucket) -> -expected.getOrDefault(bucket.number(), 0.0))
                .thenComparing(Bucket::number))
        .toList();
  }

  /** Tokens that a bucket still lacks. */
  double expectedTokens(BucketState state) {
    return state.levels().entrySet().stream()
        .mapToDouble(level -> level.getValue().missing() * meanTokens(level.getKey()))
        .sum();
  }

  private double meanTokens(int level) {
    BucketState.Level own = measured.getOrDefault(level, BucketState.Level.NONE);
    BucketState.Level all =
        measured.values().stream().reduce(BucketState.Level.NONE, BucketState.Level::plus);
    BucketState.Level telling = own.finished() > 0 ? own : all;
    return telling.finished() > 0 ? (double) telling.tokens() / telling.finished() : 1;
  }
}
