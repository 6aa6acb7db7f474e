package io.retort.job.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retort.job.config.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir private Path folder;

  @Test
  void theFileAppearsOnlyWhenItIsWritten() throws IOException {
    Path target = folder.resolve("deep/out.txt");

    WholeFile.write(
        target,
        part -> {
          assertThat(target).doesNotExist();
          assertThat(part).doesNotExist();
          assertThat(part.getParent()).isEqualTo(target.getParent());
          Files.writeString(part, "new");
        });

    assertThat(target).hasContent("new");
    assertThat(target.getParent()).isDirectoryNotContaining(file -> !file.equals(target));
  }

  @Test
  void afterAFailureTheOldFileIsStillThere() throws IOException {
    Path target = Files.writeString(folder.resolve("out.txt"), "old");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                WholeFile.write(
                    target,
                    part -> {
                      Files.writeString(part, "half");
                      throw new IOException("disk full");
                    }))
        .withMessage("disk full");

    assertThat(target).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
  }

  @Test
  void aFolderCannotBeOverwritten() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> WholeFile.write(folder, part -> Files.writeString(part, "new")))
        .withMessage(folder + " must be a file, but is a folder");
  }

  @Test
  void aFileThatIsNotFinishedInTimeIsDeleted() throws Exception {
    Path target = folder.resolve("out.txt");
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () ->
                assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(
                        () ->
                            WholeFile.write(
                                target,
                                part -> {
                                  Files.writeString(part, "half");
                                  written.countDown();
                                  await(mayEnd);
                                })));
    writer.start();
    await(written);

    WholeFile.finishOrDelete(Duration.ofMillis(1));

    assertThat(folder).isEmptyDirectory();
    mayEnd.countDown();
    writer.join();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatIsNearlyFinishedIsWaitedFor() throws Exception {
    Path target = folder.resolve("out.txt");
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () -> {
              try {
                WholeFile.write(
                    target,
                    part -> {
                      Files.writeString(part, "whole");
                      written.countDown();
                      await(mayEnd);
                    });
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    await(written);

    mayEnd.countDown();
    WholeFile.finishOrDelete(Duration.ofMinutes(1));

    assertThat(target).hasContent("whole");
    writer.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this test", e);
    }
  }
}
