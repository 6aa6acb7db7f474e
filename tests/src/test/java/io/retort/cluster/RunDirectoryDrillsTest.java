package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retort.endtoend.Launcher;
import io.retort.endtoend.Launcher.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run directories that cannot be written: what the person reads, and that nothing is lost. */
@Tag("slow")
@Tag("cluster")
class RunDirectoryDrillsTest {

  @TempDir static Path folder;
  private static SmallSweep sweep;
  private static Path undisturbed;

  @BeforeAll
  static void anUndisturbedRun() throws IOException {
    sweep = SmallSweep.in(folder);
    undisturbed = sweep.completeLocally("undisturbed");
  }

  @Test
  void aFullDiskEndsTheRunAndIsResumedWhenThereIsRoom() throws Exception {
    // A file system of its own, seen by this process alone: 100 kB hold about half of the journal.
    Ended ended =
        inANamespaceOfItsOwn(
            """
            mount -t tmpfs -o size=100k none "$DISK"
            "$@"; echo "first $?"
            ls "$DISK"/disk/journal/bucket-*/seg-* | wc -l
            find "$DISK" -name '_tmp.*.jsonl' | wc -l
            mount -o remount,size=50m "$DISK"
            "$@"; echo "second $?"
            cp -r "$DISK/disk" "$COPY"
            """);

    assertThat(ended.out()).contains("first 3", "second 0");
    assertThat(ended.err())
        .containsPattern("seg-.*\\.jsonl cannot be written: No space left on device");
    assertThat(ended.out().lines().toList().get(1)).as("segments that fitted").isNotEqualTo("0");
    assertThat(ended.out().lines().toList().get(2)).as("torn pieces left").isEqualTo("0");
    assertIsUndisturbed("disk");
  }

  @Test
  void aReadOnlyDirectoryIsNamedBeforeAnythingRuns() throws Exception {
    Ended ended =
        inANamespaceOfItsOwn(
            """
            mount -t tmpfs -o size=50m none "$DISK"
            mount -o remount,ro "$DISK"
            "$@"; echo "first $?"
            """);

    assertThat(ended.out()).isEqualTo("first 2\n");
    assertThat(ended.err())
        .contains("nothing was run")
        .contains("disk must be a writable directory, but: ")
        .contains("mounted is read-only");
  }

  @Test
  void aTaskThatThrowsIsTriedAgainThenNamedAndTheRestIsKept() throws Exception {
    // The task of this bucket cannot make its directory: a file has that name.
    Path bucket = sweep.run("thrown").resolve("journal/bucket-00003");
    Files.createDirectories(bucket.getParent());
    Files.writeString(bucket, "in the way");

    Ended first = sweep.start("thrown", "--master local[2,3]").await();
    int kept = new JournalSegments(sweep.directory("thrown")).published().size();
    Files.delete(bucket);
    sweep.completeLocally("thrown");

    assertThat(first.exitCode()).as(first.err()).isEqualTo(3);
    assertThat(first.err()).contains("bucket-00003").contains("failed 3 times");
    assertThat(kept).isPositive();
    assertIsUndisturbed("thrown");
  }

  private static void assertIsUndisturbed(String run) throws Exception {
    assertThat(RunRows.completions(sweep.run(run)))
        .hasSize(SmallSweep.COMPLETIONS)
        .isEqualTo(RunRows.completions(undisturbed));
    assertThat(new JournalSegments(sweep.directory(run)).keys())
        .doesNotHaveDuplicates()
        .hasSize(SmallSweep.COMPLETIONS);
  }

  /**
   * Runs a script in which $@ is the sweep and $DISK may be mounted on; skipped where it may not.
   */
  private static Ended inANamespaceOfItsOwn(String script) throws IOException {
    Path disk = Files.createDirectories(folder.resolve("mounted"));
    assumeTrue(
        mayMount(disk), "skipped: this user may not mount a file system (unshare -m, mount)");
    return sweep.run(
        Map.of("DISK", disk.toString(), "COPY", folder.toString()),
        List.of("unshare", "-m", "bash", "-c", script, "drill"),
        disk.resolve("disk"));
  }

  private static boolean mayMount(Path disk) {
    try {
      return Launcher.run(
                  folder,
                  Map.of(),
                  List.of("unshare", "-m", "mount", "-t", "tmpfs", "none", disk.toString()))
              .exitCode()
          == 0;
    } catch (UncheckedIOException e) {
      return false; // no unshare on this machine
    }
  }
}
