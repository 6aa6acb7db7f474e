package io.retort.job.journal;

import io.retort.runtime.EngineDescription;

/**
 * First line of every segment: which engine made its completions.
 *
 * @param format version of the segment format
 * @param protocolHash of the run, so that a segment that strayed from another run is seen
 * @param engine what made the completions, as far as their bytes depend on it
 */
record SegmentHeader(int format, String protocolHash, EngineDescription engine) {

  static final int FORMAT = 1;
}
