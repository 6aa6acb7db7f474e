package io.retort.job.config;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lists that span a sweep. An entry of one is a few keys laid over the settings of the whole
 * file: {@code {name: gsm8k, rollouts: 8}} in {@code sweep.benchmarks} says {@code benchmark.name}
 * and {@code sampling.rollouts} for its runs.
 */
enum SweepList {
  BENCHMARKS("sweep.benchmarks", "benchmark.", "sampling.rollouts"),
  MODELS("sweep.models", "model.", "engine.batch"),
  PRESETS("sweep.presets", "sampling.", "");

  /** What every entry may have: its name in directories and tables. */
  static final String LABEL = "label";

  private final String key;
  private final String group;
  private final String more;

  SweepList(String key, String group, String more) {
    this.key = key;
    this.group = group;
    this.more = more;
  }

  String key() {
    return key;
  }

  /**
   * The key of the settings that each key of an entry stands for. Presets do not say how many
   * rollouts: the benchmarks do.
   */
  SortedMap<String, String> targets(Iterable<String> settings) {
    SortedMap<String, String> targets = new TreeMap<>();
    for (String setting : settings) {
      boolean isOfGroup = setting.startsWith(group) && !setting.equals("sampling.rollouts");
      if (isOfGroup || setting.equals(more)) {
        targets.put(setting.substring(setting.indexOf('.') + 1), setting);
      }
    }
    return targets;
  }
}
