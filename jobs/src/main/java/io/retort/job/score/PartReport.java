package io.retort.job.score;

import io.retort.job.table.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What one scoring task wrote.
 *
 * @param files name of the staged file for each table
 * @param scores of the part's problems
 * @param engines every engine that the journal names
 * @param cost what the part's completions took
 */
record PartReport(
    Map<Table, String> files, List<ScoredProblem> scores, List<EngineRow> engines, CostCount cost)
    implements Serializable {

  PartReport {
    files = Map.copyOf(files);
    scores = List.copyOf(scores);
    engines = List.copyOf(engines);
  }
}
