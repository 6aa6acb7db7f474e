package io.retort.job.table;

import java.io.Closeable;
import java.io.IOException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/** Writes the rows of one Parquet file. The file is complete only after {@link #close}. */
public final class TableWriter implements Closeable {

  private final Table table;
  private final ParquetWriter<GenericRecord> writer;

  /**
   * @param file must not exist
   */
  public TableWriter(Table table, Path file, Configuration hadoop) throws IOException {
    this.table = table;
    Configuration conf = new Configuration(hadoop);
    // The three-level lists of the Parquet specification; the default is an older form that other
    // readers show as a list of structs with one field "array".
    conf.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    writer =
        AvroParquetWriter.<GenericRecord>builder(HadoopOutputFile.fromPath(file, conf))
            .withSchema(table.schema())
            .withDataModel(GenericData.get())
            .withConf(conf)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build();
  }

  /** Writes one row, each column taken from the first part that has a component of its name. */
  public void write(Record... parts) throws IOException {
    writer.write(RecordColumns.row(table.schema(), parts));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
