package io.retort.job.plan;

import io.retort.job.config.Combination;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A setting of a planned run and where it comes from.
 *
 * @param key as in {@code reference.yaml}
 * @param value the value that holds
 * @param origin a file, "--set", "protocol NAME", or "default" if nobody set it
 */
public record PlannedSetting(String key, Object value, String origin) {

  private static final List<String> GROUPS =
      List.of("benchmark.protocol", "benchmark.few_shot", "sampling.");

  /** Those that decide how problems are asked and answered, in the order of their keys. */
  static List<PlannedSetting> of(Combination combination) {
    List<PlannedSetting> planned = new ArrayList<>();
    combination
        .settings()
        .forEach(
            (key, value) -> {
              if (GROUPS.stream().anyMatch(key::startsWith)) {
                String origin = Objects.requireNonNull(combination.origins().get(key));
                planned.add(
                    new PlannedSetting(
                        key, value, origin.equals(Combination.UNSET) ? "default" : origin));
              }
            });
    return planned;
  }
}
