package io.retort.job.journal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The journal of a run: a directory of buckets on any Hadoop file system.
 *
 * <p>A bucket holds all rollouts of the problems whose id hashes to it, and belongs to one Spark
 * task. The number of buckets is fixed for the life of a run.
 */
public final class Journal {

  private final Path root;
  private final int buckets;
  private final Configuration hadoop;

  /**
   * @param root directory of the journal; made when the first segment is written
   * @param buckets at least 1
   */
  public Journal(Path root, int buckets, Configuration hadoop) {
    if (buckets < 1) {
      throw new IllegalArgumentException("buckets must be at least 1, but was " + buckets);
    }
    this.root = root;
    this.buckets = buckets;
    this.hadoop = new Configuration(hadoop);
  }

  /** The bucket of a problem: CRC-32 of its id in UTF-8, modulo the number of buckets. */
  public static int bucketOf(String problemId, int buckets) {
    CRC32 crc = new CRC32();
    crc.update(problemId.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % buckets);
  }

  public int buckets() {
    return buckets;
  }

  /**
   * One bucket of this journal.
   *
   * @param number 0 to buckets - 1
   */
  public JournalBucket bucket(int number) {
    if (number < 0 || number >= buckets) {
      throw new IllegalArgumentException(
          "bucket must be in [0, " + buckets + "), but was " + number);
    }
    return new JournalBucket(
        new Path(root, String.format(Locale.ROOT, "bucket-%05d", number)), hadoop);
  }
}
