package io.retort.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeTextTest {

  private final Configuration hadoop = new Configuration(false);

  @TempDir Path folder;

  @Test
  void aTextIsReplaced() throws IOException {
    write("first, and longer");
    write("second é");

    assertThat(folder.resolve("run.json")).hasContent("second é");
    assertThat(folder).isDirectoryContaining(path -> path.endsWith("run.json"));
    try (var files = Files.list(folder)) {
      assertThat(files).as("nothing is left beside it").hasSize(1);
    }
  }

  @Test
  void aTextThatHadAChecksumFileIsReplacedAndCanBeRead() throws IOException {
    FileSystem fs = file().getFileSystem(hadoop);
    try (FSDataOutputStream out = fs.create(file())) {
      out.write("with a checksum".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(folder.resolve(".run.json.crc")).exists();

    write("without");

    try (FSDataInputStream in = fs.open(file())) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("without");
    }
  }

  private void write(String text) throws IOException {
    new WholeText(file(), hadoop).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private org.apache.hadoop.fs.Path file() {
    return new org.apache.hadoop.fs.Path(folder.resolve("run.json").toUri());
  }
}
