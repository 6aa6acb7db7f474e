package io.retort.job.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.job.table.CompletionKey;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.Rows;
import io.retort.runtime.EngineDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalTest {

  private static final String PROTOCOL = "p".repeat(64);
  private static final EngineDescription ENGINE =
      new EngineDescription("f".repeat(64), "0.1.0", "none", "cpu", "a processor", "float32");
  private static final SegmentLimits LARGE = new SegmentLimits(1000, Duration.ofHours(1));

  @TempDir Path folder;

  @Test
  void aNewBucketIsEmpty() throws IOException {
    assertThat(bucket().read(PROTOCOL).completions()).isEmpty();
  }

  @Test
  void whatWasWrittenIsReadBackExactly() throws IOException {
    CompletionRow odd = Rows.completion("p/1", 0, "é\t\"quoted\"\r\n\u2028 \\boxed{1}");

    write(LARGE, odd);

    JournalContents contents = bucket().read(PROTOCOL);
    assertThat(contents.completions().values()).containsExactly(odd);
    assertThat(contents.engines()).containsExactly(ENGINE);
  }

  @Test
  void aSegmentIsPublishedWhenItIsFull() throws IOException {
    try (JournalWriter writer = writer(new SegmentLimits(2, Duration.ofHours(1)), "00:00")) {
      writer.add(Rows.completion("a", 0, "x"));
      assertThat(bucket().read(PROTOCOL).completions()).isEmpty();

      writer.add(Rows.completion("a", 1, "x"));

      assertThat(bucket().read(PROTOCOL).completions()).hasSize(2);
    }
  }

  @Test
  void aSegmentIsPublishedWhenItIsOld() throws IOException {
    TickingClock clock = new TickingClock(Duration.ofSeconds(4));
    SegmentLimits limits = new SegmentLimits(1000, Duration.ofSeconds(10));
    try (JournalWriter writer = bucket().writer(PROTOCOL, ENGINE, limits, clock)) {
      writer.add(Rows.completion("a", 0, "x")); // the clock is read at 0 s and 4 s
      writer.add(Rows.completion("a", 1, "x")); // at 8 s
      assertThat(bucket().read(PROTOCOL).completions()).isEmpty();

      writer.add(Rows.completion("a", 2, "x")); // at 12 s

      assertThat(bucket().read(PROTOCOL).completions()).hasSize(3);
    }
  }

  @Test
  void ofADuplicateTheFirstInSegmentOrderIsKept() throws IOException {
    try (JournalWriter late = writer(LARGE, "00:02");
        JournalWriter early = writer(LARGE, "00:01")) {
      late.add(Rows.completion("a", 0, "late"));
      early.add(Rows.completion("a", 0, "early"));
    }

    assertThat(bucket().read(PROTOCOL).completions().values())
        .extracting(CompletionRow::completionText)
        .containsExactly("early");
  }

  @Test
  void aSegmentThatWasNeverPublishedIsIgnored() throws IOException {
    write(LARGE, Rows.completion("a", 0, "x"));
    Path segment = onlySegment();
    Files.move(segment, segment.resolveSibling("_tmp." + segment.getFileName()));

    assertThat(bucket().read(PROTOCOL).completions()).isEmpty();
  }

  @Test
  void aFullDiskIsNamedAndWhatIsUnpublishedIsPublishedWhenThereIsRoomAgain() throws IOException {
    Configuration hadoop = new Configuration(false);
    hadoop.setClass("fs.file.impl", FullDisk.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    JournalBucket bucket =
        new Journal(new org.apache.hadoop.fs.Path(folder.toUri()), 4, hadoop).bucket(3);
    SegmentLimits limits = new SegmentLimits(1, Duration.ofHours(1));
    FullDisk.full = true;
    try (JournalWriter writer = bucket.writer(PROTOCOL, ENGINE, limits, Clock.systemUTC())) {

      assertThatThrownBy(() -> writer.add(Rows.completion("a", 0, "x")))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(
              ".*/bucket-00003/seg-.*\\.jsonl cannot be written: No space left on device");
      assertThat(folder.resolve("bucket-00003")).isEmptyDirectory();

      FullDisk.full = false;
    }

    assertThat(bucket().read(PROTOCOL).completions()).hasSize(1);
  }

  @Test
  void aTruncatedSegmentIsReadUpToTheTornLine() throws IOException {
    write(LARGE, rows(5));
    Path segment = onlySegment();
    byte[] bytes = Files.readAllBytes(segment);
    Files.write(segment, Arrays.copyOf(bytes, bytes.length - 30));

    assertThat(bucket().read(PROTOCOL).completions().keySet())
        .extracting(CompletionKey::rollout)
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void aCorruptLineHidesItselfAndWhatFollows() throws IOException {
    write(LARGE, rows(5));
    Path segment = onlySegment();
    String text = Files.readString(segment);
    Files.write(segment, text.replace("text 2", "text X").getBytes(StandardCharsets.UTF_8));

    assertThat(bucket().read(PROTOCOL).completions().keySet())
        .extracting(CompletionKey::rollout)
        .containsExactly(0, 1);
  }

  @Test
  void aDamagedSegmentDoesNotHideAnother() throws IOException {
    write(LARGE, rows(2));
    Files.write(onlySegment(), new byte[] {1, 2, 3});
    write(LARGE, Rows.completion("b", 0, "x"));

    assertThat(bucket().read(PROTOCOL).completions().keySet())
        .containsExactly(new CompletionKey("b", 0));
  }

  @Test
  void damageThatTheFileSystemSeesFirstIsNoFailure() throws IOException {
    Configuration hadoop = new Configuration(false);
    hadoop.setClass("fs.checked.impl", Checksummed.class, FileSystem.class);
    JournalBucket bucket =
        new Journal(new org.apache.hadoop.fs.Path("checked:" + folder), 4, hadoop).bucket(3);
    try (JournalWriter writer = bucket.writer(PROTOCOL, ENGINE, LARGE, Clock.systemUTC())) {
      for (CompletionRow row : rows(5)) {
        writer.add(row);
      }
    }
    assertThat(bucket.read(PROTOCOL).completions()).hasSize(5);
    Path segment = onlySegment();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 40] ^= 1;
    Files.write(segment, bytes); // the checksums beside it now disagree

    assertThat(bucket.read(PROTOCOL).completions()).hasSizeLessThan(5);
  }

  @Test
  void aLocalDiskIsWrittenWithoutStartingAProcess() throws IOException {
    try (Recording processes = new Recording()) {
      processes.enable("jdk.ProcessStart");
      processes.start();
      write(LARGE, rows(5));
      processes.stop();

      assertThat(starts(processes)).isZero();
    }
    try (Recording processes = new Recording()) { // which would have told
      processes.enable("jdk.ProcessStart");
      processes.start();
      FileSystem.getLocal(new Configuration(false))
          .create(new org.apache.hadoop.fs.Path(folder.resolve("by-hadoop").toUri()))
          .close();
      processes.stop();

      assertThat(starts(processes)).isPositive();
    }
  }

  @Test
  void filesOnALocalDiskHaveThePermissionsThatTheProcessGives() throws IOException {
    write(LARGE, rows(1));

    Path file = Files.createFile(folder.resolve("file"));
    Path directory = Files.createDirectory(folder.resolve("directory"));
    assertThat(Files.getPosixFilePermissions(onlySegment()))
        .isEqualTo(Files.getPosixFilePermissions(file));
    assertThat(Files.getPosixFilePermissions(folder.resolve("bucket-00003")))
        .isEqualTo(Files.getPosixFilePermissions(directory));
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Files.createFile(folder.resolve("bucket-00003"));

    assertThatThrownBy(() -> write(LARGE, rows(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bucket-00003")
        .hasMessageContaining("is not a directory");
  }

  @Test
  void aSegmentOnALocalDiskIsOneFile() throws IOException {
    write(LARGE, rows(5));

    assertThat(folder.resolve("bucket-00003")).isDirectoryContaining("glob:**/seg-*");
    try (Stream<Path> files = Files.list(folder.resolve("bucket-00003"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aSegmentOfAnotherRunIsRefused() throws IOException {
    write(LARGE, rows(1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bucket().read("q".repeat(64)))
        .withMessageContaining("the segment must belong to the run with protocol qqq")
        .withMessageEndingWith("but belongs to " + PROTOCOL + "; take it out of the journal");
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    write(LARGE, rows(1));
    Path segment = onlySegment();
    SegmentHeader future = new SegmentHeader(2, PROTOCOL, ENGINE);
    Files.write(
        segment, SealedLine.seal(JournalJson.write(future)).getBytes(StandardCharsets.UTF_8));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bucket().read(PROTOCOL))
        .withMessageEndingWith(
            "the segment's format must be 1, but was 2; use the version of retort that wrote it");
  }

  @Test
  void aSealedLineThatIsNoCompletionIsAnError() throws IOException {
    write(LARGE, rows(1));
    Path segment = onlySegment();
    String header = Files.readAllLines(segment).get(0);
    Files.write(
        segment, (header + "\n" + SealedLine.seal("[]") + "\n").getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> bucket().read(PROTOCOL))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("line 2 must be a CompletionRow, but is not");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 16, 0", // CRC-32 of nothing is 0
    "123456789, 1000, 262", // the check value of CRC-32, 0xCBF43926 = 3421780262
  })
  void theBucketOfAProblemIsItsChecksumModuloTheBuckets(String id, int buckets, int bucket) {
    assertThat(Journal.bucketOf(id, buckets)).isEqualTo(bucket);
  }

  @Test
  void aBucketOutsideTheJournalIsRefused() {
    Journal journal = journal();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> journal.bucket(4))
        .withMessage("bucket must be in [0, 4), but was 4");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Journal(
                    new org.apache.hadoop.fs.Path("file:///x"), 0, new Configuration(false)))
        .withMessage("buckets must be at least 1, but was 0");
  }

  @Test
  void limitsThatNeverPublishAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SegmentLimits(0, Duration.ofSeconds(1)))
        .withMessage("rows must be at least 1, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SegmentLimits(1, Duration.ZERO))
        .withMessage("age must be above 0, but was PT0S");
  }

  private static CompletionRow[] rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(rollout -> Rows.completion("a", rollout, "text " + rollout))
        .toArray(CompletionRow[]::new);
  }

  private void write(SegmentLimits limits, CompletionRow... rows) throws IOException {
    try (JournalWriter writer = writer(limits, "00:00")) {
      for (CompletionRow row : List.of(rows)) {
        writer.add(row);
      }
    }
  }

  private JournalWriter writer(SegmentLimits limits, String time) throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T" + time + ":00Z"), ZoneOffset.UTC);
    return bucket().writer(PROTOCOL, ENGINE, limits, clock);
  }

  private JournalBucket bucket() {
    return journal().bucket(3);
  }

  private Journal journal() {
    return new Journal(new org.apache.hadoop.fs.Path(folder.toUri()), 4, new Configuration(false));
  }

  private Path onlySegment() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("bucket-00003"))) {
      List<Path> segments =
          files.filter(file -> file.getFileName().toString().startsWith("seg-")).toList();
      assertThat(segments).hasSize(1);
      return segments.get(0);
    }
  }

  /** Goes on by the same step at every look. */
  private static final class TickingClock extends Clock {

    private final Duration step;
    private Instant now = Instant.EPOCH;

    TickingClock(Duration step) {
      this.step = step;
    }

    @Override
    public Instant instant() {
      Instant seen = now;
      now = now.plus(step);
      return seen;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private int starts(Recording processes) throws IOException {
    Path file = Files.createTempFile(folder, "processes", ".jfr");
    processes.dump(file);
    return RecordingFile.readAllEvents(file).size();
  }
}
