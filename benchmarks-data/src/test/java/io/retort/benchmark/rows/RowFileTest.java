package io.retort.benchmark.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowFileTest {

  @ParameterizedTest
  @CsvSource({
    "f.jsonl, '{\"a\":1}\n\n{\"a\":2}\n',       f.jsonl:1, f.jsonl:3",
    "f.txt,   '{\"a\":1}\r\n{\"a\":2}',         f.txt:1, f.txt:2",
    "f.json,  '{\"a\":1}\n{\"a\":2}\n',         f.json:1, f.json:2",
    "f.json,  '\uFEFF[{\"a\":1},\n{\"a\":2}]', f.json: item 1, f.json: item 2",
    "f.CSV,   'a,b\n1,x\n2,y\n',               f.CSV:2, f.CSV:3"
  })
  void readsEveryTextFormatWithItsPlaces(String name, String text, String first, String second) {
    List<Row> rows = read(name, text);

    assertThat(rows).extracting(Row::place).containsExactly(first, second);
    assertThat(rows).extracting(row -> row.fields().get("a").asText()).containsExactly("1", "2");
  }

  @Test
  void anObjectOverSeveralLinesIsOneRow() {
    List<Row> rows = read("f.json", "{\n\"a\": {\"b\": 1},\n\"c\": 2}");

    assertThat(rows).extracting(Row::place).containsExactly("f.json");
    assertThat(rows.get(0).fields().toString()).isEqualTo("{\"a\":{\"b\":1},\"c\":2}");
  }

  @Test
  void csvKeepsCommasQuotesAndLineBreaksInQuotedFields() {
    List<Row> rows =
        read("f.csv", "q,w\n\"a, \"\"b\"\"\r\nc\",\n\"\",plain text\r\n\nlast,\"x\"", List.of());

    assertThat(rows).extracting(Row::place).containsExactly("f.csv:2", "f.csv:4", "f.csv:6");
    assertThat(rows)
        .extracting(row -> row.fields().toString())
        .containsExactly(
            "{\"q\":\"a, \\\"b\\\"\\r\\nc\",\"w\":\"\"}",
            "{\"q\":\"\",\"w\":\"plain text\"}",
            "{\"q\":\"last\",\"w\":\"x\"}");
  }

  @Test
  void csvWithoutAHeaderTakesTheColumnsItIsGiven() {
    List<Row> rows = read("f.csv", "1,2\n", List.of("a", "b"));

    assertThat(rows)
        .extracting(row -> row.fields().toString())
        .containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"f.jsonl.gz", "f.bin"})
  void unzips(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(read(name, bytes.toByteArray(), List.of())).hasSize(1);
  }

  @Test
  void readsParquetOfAnySchema(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("f.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message row {
              required int64 id;
              optional binary text (STRING);
              optional double number;
              optional group options (LIST) {
                repeated group list { optional binary element (STRING); }
              }
              optional group answer { optional binary number (STRING); optional boolean sure; }
            }
            """);
    try (ParquetWriter<Group> writer = LocalParquet.writer(file, schema)) {
      Group full = new SimpleGroup(schema).append("id", 7L).append("text", "é");
      full.append("number", 2.5);
      Group options = full.addGroup("options");
      options.addGroup("list").append("element", "x");
      options.addGroup("list").append("element", "y");
      full.addGroup("answer").append("sure", true);
      writer.write(full);
      writer.write(new SimpleGroup(schema).append("id", 8L));
    }

    List<Row> rows = read(file.toString(), Files.readAllBytes(file), List.of());

    assertThat(rows)
        .extracting(row -> row.fields().toString())
        .containsExactly(
            "{\"id\":7,\"text\":\"é\",\"number\":2.5,\"options\":[\"x\",\"y\"],"
                + "\"answer\":{\"sure\":true}}",
            "{\"id\":8}");
    assertThat(rows.get(1).place()).isEqualTo(file + ": row 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          f.csv   | a,b;1                | f.csv:2: must have the 2 columns a, b, but has 1
          f.csv   | a,b;1,2;"x           | f.csv:3: a quoted field must end in a quote, but the text ends after 1 characters of it
          f.csv   | a,b;1,x"y            | f.csv:2: a quote must stand at the ends of a field or be doubled within quotes, but one follows 'x'
          f.csv   | a,b;"1"2,3           | f.csv:2: a comma or the end of the line must follow a quoted field, but '2' does
          f.json  | [1]                  | f.json: item 1: must be a JSON object, but was 1
          f.jsonl | [1]                  | f.jsonl:1: must be a JSON object, but was [1]
          f.txt   | nonsense             | f.txt:1: must be one JSON object, but is broken: Unrecognized token 'nonsense': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false') (column 8)
          f.jsonl | {"a": 1 "b": 2}      | f.jsonl:1: must be one JSON object, but is broken: Unexpected character ('"' (code 34)): was expecting comma to separate Object entries (column 9)
          f.jsonl | {"a": [1, 2          | f.jsonl:1: must be one JSON object, but is broken: Unexpected end-of-input: expected close marker for Array (column 12)
          f.jsonl | {"a": 1, "a": 2}     | f.jsonl:1: must be one JSON object, but is broken: Duplicate field 'a' (column 12)
          """)
  void namesThePlaceOfWhatIsBroken(String name, String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(name, text.replace(';', '\n')))
        .withMessage(message);
  }

  @Test
  void saysWhereADocumentIsBroken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("f.json", "[{\"a\":1},\n{\"a\":}]"))
        .withMessage(
            "f.json: must be JSON, but is broken: Unexpected character ('}' (code 125)): expected a valid"
                + " value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
                + " (line 2, column 6)");
  }

  @Test
  void saysWhenBytesAreNotWhatTheyBeginAs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("f.gz", new byte[] {0x1f, (byte) 0x8b, 0}, List.of()))
        .withMessageStartingWith("f.gz: must be whole gzip, but is broken: ");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> read("f", "PAR1 is not enough".getBytes(StandardCharsets.UTF_8), List.of()))
        .withMessageStartingWith("f: must be a Parquet file, but cannot be read as one: ");
  }

  private static List<Row> read(String name, String text) {
    return read(name, text, List.of());
  }

  private static List<Row> read(String name, String text, List<String> columns) {
    return read(name, text.getBytes(StandardCharsets.UTF_8), columns);
  }

  private static List<Row> read(String name, byte[] bytes, List<String> columns) {
    List<Row> rows = new ArrayList<>();
    Faults faults = new Faults(name);
    new RowFile(name, bytes, columns).read(faults, rows::add);
    faults.throwIfAny();
    return rows;
  }
}
