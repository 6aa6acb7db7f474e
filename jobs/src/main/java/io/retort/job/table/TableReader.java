package io.retort.job.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Reads the Parquet files of one table in the order of their names. */
public final class TableReader {

  private final Path directory;
  private final Configuration hadoop;

  public TableReader(Path directory, Configuration hadoop) {
    this.directory = directory;
    this.hadoop = new Configuration(hadoop);
  }

  /** The files of the table, in the order in which they are read. */
  public List<Path> files() throws IOException {
    return Arrays.stream(
            directory
                .getFileSystem(hadoop)
                .listStatus(directory, path -> path.getName().endsWith(".parquet")))
        .map(FileStatus::getPath)
        .sorted(Comparator.comparing(Path::getName))
        .toList();
  }

  /**
   * Hands every row to {@code row}; columns that {@code type} has no component for are left out.
   */
  public <T extends Record> void forEach(Class<T> type, Consumer<T> row) throws IOException {
    for (Path file : files()) {
      try (TableCursor<T> cursor = new TableCursor<>(file, type, hadoop)) {
        for (Optional<T> next = cursor.next(); next.isPresent(); next = cursor.next()) {
          row.accept(next.get());
        }
      }
    }
  }

  /** All rows; for tables that fit into memory. */
  public <T extends Record> List<T> readAll(Class<T> type) throws IOException {
    List<T> rows = new ArrayList<>();
    forEach(type, rows::add);
    return rows;
  }
}
