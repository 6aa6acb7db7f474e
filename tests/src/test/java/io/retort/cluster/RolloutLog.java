package io.retort.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rollouts of a run were started and which were not finished, as the executors logged it. A
 * line that was written is read, whatever became of its process.
 *
 * <p>What a Worker copies from the pipe of an executor that ends may be followed by a piece of what
 * it copied before. So only whole lines count, and the same one once: each begins with the time.
 *
 * @param started each start in all executors; one that was generated twice is there twice
 * @param cutOff what an executor had started and did not finish, for each executor with any
 */
record RolloutLog(List<String> started, List<Set<String>> cutOff) {

  private static final Pattern LINE =
      Pattern.compile(
          "^[\\d:.]{12} TRACE BucketTask: \\S+/([^/ ]+)/journal: (\\S+) (starts|has finished)$");

  /**
   * Reads the logs of all executors.
   *
   * @param run name of the run's directory
   * @param executors one text for each executor
   */
  static RolloutLog of(String run, List<String> executors) {
    List<String> started = new ArrayList<>();
    List<Set<String>> cutOff = new ArrayList<>();
    for (String log : executors) {
      Set<String> open = new LinkedHashSet<>();
      for (String text : (Iterable<String>) log.lines().distinct()::iterator) {
        Matcher line = LINE.matcher(text);
        if (!line.matches() || !line.group(1).equals(run)) {
          continue;
        }
        if (line.group(3).equals("starts")) {
          started.add(line.group(2));
          open.add(line.group(2));
        } else {
          open.remove(line.group(2));
        }
      }
      if (!open.isEmpty()) {
        cutOff.add(open);
      }
    }
    return new RolloutLog(started, cutOff);
  }

  /** Rollouts that had been started before, once for each further start. */
  List<String> again() {
    Set<String> before = new HashSet<>();
    return started.stream().filter(key -> !before.add(key)).toList();
  }

  /** Rollouts that were in flight when their executor ended, once for each time. */
  List<String> inFlight() {
    return cutOff.stream().flatMap(Set::stream).toList();
  }
}
