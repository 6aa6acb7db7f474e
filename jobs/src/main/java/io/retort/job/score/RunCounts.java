package io.retort.job.score;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the metrics of a run need of its problems; see {@link GroupCounts}. Not thread-safe. */
public final class RunCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  private final GroupCounts all = new GroupCounts();
  private final TreeMap<String, GroupCounts> byLevel = new TreeMap<>();
  private final TreeMap<String, GroupCounts> bySubject = new TreeMap<>();

  /** The sum of counted parts. */
  static RunCounts sum(List<RunCounts> parts) {
    RunCounts sum = new RunCounts();
    for (RunCounts part : parts) {
      sum.all.addAll(part.all);
      part.byLevel.forEach((level, counts) -> group(sum.byLevel, level).addAll(counts));
      part.bySubject.forEach((subject, counts) -> group(sum.bySubject, subject).addAll(counts));
    }
    return sum;
  }

  /** Counts one problem. */
  public void add(ScoredProblem problem) {
    all.add(problem);
    if (problem.level() > 0) {
      group(byLevel, String.valueOf(problem.level())).add(problem);
    }
    if (!problem.subject().isEmpty()) {
      group(bySubject, problem.subject()).add(problem);
    }
  }

  GroupCounts all() {
    return all;
  }

  /** By the level's number; problems without one are in none. */
  SortedMap<String, GroupCounts> byLevel() {
    return Collections.unmodifiableSortedMap(byLevel);
  }

  /** By subject; problems without one are in none. */
  SortedMap<String, GroupCounts> bySubject() {
    return Collections.unmodifiableSortedMap(bySubject);
  }

  private static GroupCounts group(Map<String, GroupCounts> groups, String name) {
    return groups.computeIfAbsent(name, absent -> new GroupCounts());
  }
}
