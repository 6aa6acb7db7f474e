package io.retort.job.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of a sweep: a benchmark, a model and a way of sampling.
 *
 * @param benchmark label of the benchmark
 * @param model label of the model
 * @param preset label of the sampling preset
 * @param config what is run; its directory is this run's own
 * @param settings every setting that {@code config} was read from, by key
 * @param origins where each of them was set: a file, "--set", "protocol NAME" or {@link #UNSET}
 */
public record Combination(
    String benchmark,
    String model,
    String preset,
    SweepConfig config,
    SortedMap<String, Object> settings,
    SortedMap<String, String> origins) {

  /** The origin of what nobody set. */
  public static final String UNSET = Setting.DEFAULT;

  public Combination {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
  }

  /** As people read it: {@code gsm8k / r1 / greedy}. */
  public String name() {
    return benchmark + " / " + model + " / " + preset;
  }
}
