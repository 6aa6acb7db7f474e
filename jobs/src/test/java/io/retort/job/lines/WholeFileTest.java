package io.retort.job.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retort.job.config.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
