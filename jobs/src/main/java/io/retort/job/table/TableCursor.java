package io.retort.job.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Reads one Parquet file row by row.
 *
 * @param <T> the record that a row becomes; columns it has no component for are left out
 */
public final class TableCursor<T extends Record> implements Closeable {

  private final ParquetReader<GenericRecord> reader;
  private final Class<T> type;

  public TableCursor(Path file, Class<T> type, Configuration hadoop) throws IOException {
    this.type = type;
    this.reader =
        AvroParquetReader.<GenericRecord>builder(HadoopInputFile.fromPath(file, hadoop))
            .withDataModel(GenericData.get())
            .withConf(hadoop)
            .build();
  }

  /** The next row, or empty after the last. */
  public Optional<T> next() throws IOException {
    return Optional.ofNullable(reader.read()).map(row -> RecordColumns.read(row, type));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
