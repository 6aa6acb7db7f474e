package io.retort.job.score;

import io.retort.job.table.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What one scoring task wrote.
 *
 * @param files name of the staged file for each table
 * @param counts of the part's problems
 * @param engines every engine that the journal names
 * @param cost what the part's completions took
 */
record PartReport(
    Map<Table, String> files, RunCounts counts, List<EngineRow> engines, CostCount cost)
    implements Serializable {

  PartReport {
    files = Map.copyOf(files);
    engines = List.copyOf(engines);
  }
}
