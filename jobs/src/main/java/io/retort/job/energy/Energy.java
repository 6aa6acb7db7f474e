package io.retort.job.energy;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Joules, or why there are none.
 *
 * @param joules of the machines of all executors; null if one of them could not tell
 * @param source how they were measured, or why not
 */
public record Energy(@Nullable Double joules, String source) {

  /** Of a run whose completions all come from starts that left no measurement. */
  public static final Energy UNKNOWN =
      new Energy(null, "not measured: no start that generated left a reading");

  static final String NO_READING = "not measured: no executor had sent a reading";

  /**
   * What was used between two looks at the executors' readings.
   *
   * @param before by executor; one that came later is not in it
   * @param after by executor
   */
  public static Energy between(
      Map<String, EnergyReading> before, Map<String, EnergyReading> after) {
    SortedMap<String, Double> byHost = new TreeMap<>();
    SortedSet<String> silent = new TreeSet<>();
    after.forEach(
        (executor, reading) -> {
          if (reading.measured()) {
            double earlier = joules(before.get(executor));
            // Executors of one host read the same counters: the one that saw most saw it all.
            byHost.merge(reading.host(), reading.joules() - earlier, Math::max);
          } else {
            silent.add(reading.host());
          }
        });
    if (!silent.isEmpty()) {
      return new Energy(
          null,
          "not measured: energy_uj below "
              + RaplMeter.POWERCAP
              + " is not there or not readable on "
              + String.join(", ", silent));
    }
    if (byHost.isEmpty()) {
      return new Energy(null, NO_READING);
    }
    double all = byHost.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Energy(all, "processors and memory (RAPL) of " + String.join(", ", byHost.keySet()));
  }

  /** With that of a later start; unknown if either is. */
  public Energy plus(Energy later) {
    if (joules == null || later.joules == null) {
      return new Energy(null, joules == null ? source : later.source);
    }
    return new Energy(
        joules + later.joules, source.equals(later.source) ? source : source + "; " + later.source);
  }

  private static double joules(@Nullable EnergyReading reading) {
    return reading == null ? 0 : reading.joules();
  }
}
