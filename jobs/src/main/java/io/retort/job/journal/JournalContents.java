package io.retort.job.journal;

import io.retort.job.table.CompletionKey;
import io.retort.job.table.CompletionRow;
import io.retort.runtime.EngineDescription;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bucket holds.
 *
 * @param completions one for each key: the first in the order of segment names
 * @param engines every engine that wrote to the bucket
 */
public record JournalContents(
    SortedMap<CompletionKey, CompletionRow> completions, Set<EngineDescription> engines) {

  public JournalContents {
    completions = Collections.unmodifiableSortedMap(new TreeMap<>(completions));
    engines = Set.copyOf(engines);
  }
}
