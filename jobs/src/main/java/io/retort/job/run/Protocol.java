package io.retort.job.run;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.protocol.Presets;
import io.retort.job.generation.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What decides whether two runs measure the same thing: the problems, the prompt (chat template and
 * tokenizer), sampling, the number of rollouts, the grader.
 *
 * <p>What is compared stays out of it: the model's weights, its arithmetic and the seed may differ
 * between comparable runs. Those are a run's identity instead, which only a continued run must
 * keep.
 *
 * @param entries dotted name to value
 */
public record Protocol(SortedMap<String, String> entries) {

  /** The entry with the name of the preset that asks. */
  static final String PRESET = "prompt.protocol";

  /** The entry with the grader's name. */
  static final String GRADER = "grader.name";

  /** The entry with the grader's version. */
  static final String GRADER_VERSION = "grader.version";

  public Protocol {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /** Whether a run of this protocol scores options and generates nothing. */
  public static boolean isScored(Map<String, String> entries) {
    return Presets.named(entries.getOrDefault(PRESET, Benchmark.AS_IT_IS)).isScored();
  }

  /** SHA-256 over the lines {@code name=value} in the order of the names. */
  public String hash() {
    return Sha256.of(
        entries.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  /** One line for each entry that differs, such as {@code sampling.top_p: 0.95 and 0.9}. */
  public static List<String> differences(Map<String, String> a, Map<String, String> b) {
    TreeSet<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String inA = a.getOrDefault(name, "nothing");
      String inB = b.getOrDefault(name, "nothing");
      if (!inA.equals(inB)) {
        differences.add(name + ": " + inA + " and " + inB);
      }
    }
    return differences;
  }
}
