package io.retort.benchmark.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;

/** Reads the rows of a Parquet file of any schema. */
final class ParquetRows {

  private ParquetRows() {}

  static void read(String source, byte[] bytes, Faults faults, Consumer<Row> reader) {
    Path file = temporary(bytes);
    try (ParquetReader<Group> rows = LocalParquet.reader(file)) {
      int number = 0;
      for (Group row = rows.read(); row != null; row = rows.read()) {
        String place = source + ": row " + ++number;
        Group group = row;
        faults.attempt(place, () -> reader.accept(new Row(place, ParquetRow.object(group))));
      }
    } catch (IOException | RuntimeException e) {
      faults.attempt(
          source,
          () -> {
            throw new IllegalArgumentException(
                "must be a Parquet file, but cannot be read as one: " + e.getMessage(), e);
          });
    } finally {
      delete(file);
    }
  }

  // Parquet reads from its end; Hadoop's reader knows files only, not bytes.
  private static Path temporary(byte[] bytes) {
    try {
      Path file = Files.createTempFile("retort", ".parquet");
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder for temporary files must be writable", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be removable", e);
    }
  }
}
