package io.retort.job.score;

import java.io.Serializable;
import java.util.Map;

/**
 * What one regrading task wrote.
 *
 * @param part name of the part's file in the run's tables
 * @param file name of the staged file with the new scores
 * @param counts of the part's problems
 * @param changes how many verdicts went from one outcome to another, such as {@code wrong ->
 *     correct}
 */
record RegradeReport(String part, String file, RunCounts counts, Map<String, Integer> changes)
    implements Serializable {

  RegradeReport {
    changes = Map.copyOf(changes);
  }
}
