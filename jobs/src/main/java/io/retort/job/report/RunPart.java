package io.retort.job.report;

import java.io.Serializable;
import java.util.List;

/**
 * What the page needs of one part of a run's tables.
 *
 * @param lengths of all its completions
 * @param unsolved completions that are not correct, as many as the page has room for
 * @param leftOut how many more there are
 */
record RunPart(LengthCounts lengths, List<UnsolvedRow> unsolved, int leftOut)
    implements Serializable {

  RunPart {
    unsolved = List.copyOf(unsolved);
  }
}
