package io.retort.benchmark.rows;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;

/** Parquet files of the local file system. */
public final class LocalParquet {

  private LocalParquet() {}

  /** Writes a new file; it is complete only when the writer is closed. */
  public static ParquetWriter<Group> writer(Path file, MessageType schema) throws IOException {
    Configuration hadoop = configuration();
    return ExampleParquetWriter.builder(HadoopOutputFile.fromPath(hadoopPath(file), hadoop))
        .withType(schema)
        .withConf(hadoop)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .build();
  }

  static ParquetReader<Group> reader(Path file) throws IOException {
    return ParquetReader.builder(new GroupReadSupport(), hadoopPath(file))
        .withConf(configuration())
        .build();
  }

  // Without the checksum files that Hadoop's own local file system leaves beside each file.
  private static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.file.impl", RawLocalFileSystem.class.getName());
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  private static org.apache.hadoop.fs.Path hadoopPath(Path path) {
    return new org.apache.hadoop.fs.Path(path.toAbsolutePath().toUri());
  }
}
