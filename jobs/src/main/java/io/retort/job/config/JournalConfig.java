package io.retort.job.config;

/**
 * How finished completions are kept while a job runs.
 *
 * @param buckets parts of the journal, one Spark task each; 0 lets the job choose
 * @param rowsPerSegment completions after which a segment is published
 * @param secondsPerSegment age of its first completion after which a segment is published
 */
public record JournalConfig(int buckets, int rowsPerSegment, int secondsPerSegment) {

  static JournalConfig read(SettingsReader settings) {
    return new JournalConfig(
        settings.whole("journal.buckets", 0, 100_000),
        settings.whole("journal.rows_per_segment", 1, 100_000),
        settings.whole("journal.seconds_per_segment", 1, 86_400));
  }
}
