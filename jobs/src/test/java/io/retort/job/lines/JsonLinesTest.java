package io.retort.job.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retort.job.config.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

  @TempDir private Path folder;

  @Test
  void blankLinesAndAByteOrderMarkAreSkipped() throws IOException {
    assertThat(read("\uFEFF{\"a\":1}\n\n  \n{\"a\":2}")).containsExactly("{\"a\":1}", "{\"a\":2}");
  }

  @Test
  void bytesThatAreNotUtf8AreNamed() throws IOException {
    Path file = Files.write(folder.resolve("x.jsonl"), new byte[] {'{', '}', '\n', (byte) 0xff});

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> JsonLines.read(file, row -> {}))
        .withMessageContaining("must be UTF-8, but has bytes that are not; convert the file");
  }

  @Test
  void twiceTheSameFieldIsBroken() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> read("{}\n{\"a\":1,\"a\":2}"))
        .withMessageContaining(":2: must be one JSON object, but is broken: Duplicate field 'a'");
  }

  @Test
  void whatFollowsTheObjectIsBroken() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> read("{} {}"))
        .withMessageContaining(":1: must be one JSON object, but is broken: Trailing token");
  }

  @Test
  void aNumberTooLargeIsNamedWithItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jsonl"), "{\"a\":1}");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                JsonLines.read(
                    file,
                    row -> {
                      throw new ArithmeticException("integer overflow");
                    }))
        .withMessage(file + ":1: integer overflow");
  }

  private List<String> read(String text) throws IOException {
    Path file = Files.write(folder.resolve("x.jsonl"), text.getBytes(StandardCharsets.UTF_8));
    List<String> rows = new ArrayList<>();
    JsonLines.read(file, row -> rows.add(row.toString()));
    return rows;
  }
}
