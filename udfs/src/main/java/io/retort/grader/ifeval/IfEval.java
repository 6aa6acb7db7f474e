package io.retort.grader.ifeval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of a prompt's instructions a response follows.
 *
 * @param strict for each instruction, whether the response as it is follows it
 * @param loose for each instruction, whether any of eight versions does: as it is, or without its
 *     first line, its last, or both, each with and without asterisks, so that "Sure, here it is:"
 *     or bold type costs nothing (Zhou et al. 2023, section 2.3)
 */
public record IfEval(List<Boolean> strict, List<Boolean> loose) {

  public IfEval {
    strict = List.copyOf(strict);
    loose = List.copyOf(loose);
  }

  /** Checks {@code response} against each instruction; a blank one follows none. */
  public static IfEval of(String response, List<Instruction> instructions) {
    Set<String> versions = versions(response);
    List<Boolean> strict = new ArrayList<>();
    List<Boolean> loose = new ArrayList<>();
    for (Instruction instruction : instructions) {
      strict.add(follows(response, instruction));
      loose.add(versions.stream().anyMatch(version -> follows(version, instruction)));
    }
    return new IfEval(strict, loose);
  }

  /** The prompt-level verdict: every instruction is followed. */
  public boolean isStrict() {
    return !strict.contains(false);
  }

  /** The prompt-level verdict over the versions. */
  public boolean isLoose() {
    return !loose.contains(false);
  }

  private static boolean follows(String response, Instruction instruction) {
    return !Letters.isBlank(response) && instruction.isFollowedBy(response);
  }

  private static Set<String> versions(String response) {
    int first = response.indexOf('\n');
    int last = response.lastIndexOf('\n');
    Set<String> versions = new LinkedHashSet<>();
    versions.add(response);
    versions.add(first < 0 ? "" : Letters.strip(response.substring(first + 1)));
    versions.add(last < 0 ? "" : Letters.strip(response.substring(0, last)));
    versions.add(first == last ? "" : Letters.strip(response.substring(first + 1, last)));
    for (String version : List.copyOf(versions)) {
      versions.add(version.replace("*", ""));
    }
    return versions;
  }
}
