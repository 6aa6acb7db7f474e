package io.retort.job.grade;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.benchmark.protocol.Presets;
import io.retort.grader.text.AnswerGrader;
import io.retort.grader.text.Graders;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which grader judges a run.
 *
 * @param name as {@link Graders#named} knows it, {@code ifeval}, or {@code none}
 * @param preset the grader's; empty for its first
 * @param hasAlternatives whether a problem has other right answers beside its target, of which the
 *     best counts
 */
public record RunGrader(String name, String preset, boolean hasAlternatives)
    implements Serializable {

  private static final String NAME_ENTRY = "grader.name";
  private static final String PRESET_ENTRY = "grader.preset";
  private static final String ALTERNATIVES_ENTRY = "grader.alternatives";

  /** For problems with a target alone. */
  public RunGrader(String name, String preset) {
    this(name, preset, false);
  }

  /**
   * The grader that the benchmark's protocol has for its kind of problem.
   *
   * @throws IllegalArgumentException if its problems are of several kinds
   */
  public static RunGrader of(Benchmark benchmark) {
    SortedSet<ProblemKind> kinds = new TreeSet<>();
    boolean hasAlternatives = false;
    for (Problem problem : benchmark.problems()) {
      kinds.add(problem.kind());
      hasAlternatives |= !problem.alternatives().isEmpty();
    }
    if (kinds.size() > 1) {
      throw new IllegalArgumentException(
          "benchmark '"
              + benchmark.name()
              + "' must have problems of one kind to be graded by one grader, but has "
              + String.join(", ", kinds.stream().map(ProblemKind::word).toList()));
    }
    String grader =
        Presets.named(benchmark.protocol()).grader(kinds.first()).orElse(NoGrading.NAME);
    int colon = grader.indexOf(':');
    return colon < 0
        ? new RunGrader(grader, "", hasAlternatives)
        : new RunGrader(grader.substring(0, colon), grader.substring(colon + 1), hasAlternatives);
  }

  /** The grader that a run's protocol names. */
  public static RunGrader of(Map<String, String> protocol) {
    return new RunGrader(
        protocol.getOrDefault(NAME_ENTRY, ""),
        protocol.getOrDefault(PRESET_ENTRY, ""),
        protocol.containsKey(ALTERNATIVES_ENTRY));
  }

  /** What of this goes into a protocol; no preset and no alternatives leave no entry. */
  public SortedMap<String, String> entries() {
    SortedMap<String, String> entries = new TreeMap<>();
    entries.put(NAME_ENTRY, name);
    entries.put("grader.version", open().version());
    if (!preset.isEmpty()) {
      entries.put(PRESET_ENTRY, preset);
    }
    if (hasAlternatives) {
      entries.put(ALTERNATIVES_ENTRY, "best");
    }
    return entries;
  }

  /** The grader itself. */
  public AnswerGrader open() {
    return switch (name) {
      case NoGrading.NAME -> new NoGrading();
      case InstructionGrading.NAME -> new InstructionGrader();
      default -> Graders.named(name, preset.isEmpty() ? Optional.empty() : Optional.of(preset));
    };
  }
}
