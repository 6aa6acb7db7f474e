package io.retort.benchmark.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A file of rows.
 *
 * <p>The format is seen from the content: gzip and Parquet by their first bytes, JSONL by its first
 * line, which is an object of its own, an array or a single object otherwise. {@code .csv} and
 * {@code .jsonl} settle it by the name. An object over several lines is a single row.
 */
public final class RowFile {

  private final String name;
  private final byte[] bytes;
  private final List<String> columns;

  /**
   * A whole file.
   *
   * @param name what it is called in messages; its ending, without {@code .gz}, is looked at
   * @param bytes not changed from here on
   * @param columns names of a CSV file's columns where it has no header; empty if its first line
   *     has them
   */
  public RowFile(String name, byte[] bytes, List<String> columns) {
    this.name = name;
    this.bytes = bytes;
    this.columns = List.copyOf(columns);
  }

  /**
   * Hands every row to {@code reader}, in order.
   *
   * @param faults takes what is wrong with the file, and each row that {@code reader} rejects by an
   *     IllegalArgumentException
   */
  public void read(Faults faults, Consumer<Row> reader) {
    if (startsWith(0x1f, 0x8b)) {
      faults.attempt(name, () -> new RowFile(name, unzipped(), columns).read(faults, reader));
    } else if (startsWith('P', 'A', 'R', '1')) {
      ParquetRows.read(name, bytes, faults, reader);
    } else if (hasEnding("csv")) {
      faults.attempt(name, () -> readCsv(faults, reader));
    } else if (isLines()) {
      JsonLines.read(name, ByteBuffer.wrap(bytes), faults, (row, start) -> reader.accept(row));
    } else {
      faults.attempt(name, () -> readDocument(faults, reader));
    }
  }

  private boolean startsWith(int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private byte[] unzipped() {
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalArgumentException("must be whole gzip, but is broken: " + e.getMessage(), e);
    }
  }

  private boolean hasEnding(String ending) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "").endsWith("." + ending);
  }

  private boolean isLines() {
    if (hasEnding("jsonl")) {
      return true;
    }
    String first =
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replace(JsonLines.BYTE_ORDER_MARK, "").strip())
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse("");
    return first.startsWith("{") ? JsonText.isObject(first) : !first.startsWith("[");
  }

  private void readDocument(Faults faults, Consumer<Row> reader) {
    JsonNode document = JsonText.document(JsonLines.decode(ByteBuffer.wrap(bytes), true));
    if (document instanceof ObjectNode object) {
      faults.attempt(name, () -> reader.accept(new Row(name, object)));
      return;
    }
    int number = 0;
    for (JsonNode item : document) {
      String place = name + ": item " + ++number;
      faults.attempt(
          place,
          () -> {
            if (!(item instanceof ObjectNode object)) {
              throw new IllegalArgumentException("must be a JSON object, but was " + item);
            }
            reader.accept(new Row(place, object));
          });
    }
  }

  private void readCsv(Faults faults, Consumer<Row> reader) {
    CsvText csv = new CsvText(JsonLines.decode(ByteBuffer.wrap(bytes), true));
    List<String> names = columns;
    if (names.isEmpty() && csv.hasNext()) {
      names = csv.next();
    }
    while (csv.hasNext()) {
      String place = name + ":" + csv.line();
      List<String> record;
      try {
        record = csv.next();
      } catch (IllegalArgumentException e) {
        // Where the next record begins is anybody's guess: no further ones are read.
        faults.attempt(
            place,
            () -> {
              throw e;
            });
        return;
      }
      List<String> header = names;
      faults.attempt(place, () -> reader.accept(new Row(place, object(header, record))));
    }
  }

  private static ObjectNode object(List<String> names, List<String> record) {
    if (record.size() != names.size()) {
      throw new IllegalArgumentException(
          "must have the "
              + names.size()
              + " columns "
              + String.join(", ", names)
              + ", but has "
              + record.size());
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < names.size(); i++) {
      object.put(names.get(i), record.get(i));
    }
    return object;
  }
}
