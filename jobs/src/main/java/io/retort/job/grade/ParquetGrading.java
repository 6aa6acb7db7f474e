package io.retort.job.grade;

import io.retort.benchmark.rows.ParquetRow;
import io.retort.job.config.InvalidInputException;
import io.retort.job.lines.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Grades the rows of a Parquet file in their order, one in memory at a time.
 *
 * <p>Rows stay in Parquet's own form, so that every other column keeps its type and its bytes.
 */
final class ParquetGrading {

  private final RowGrader grader;
  private final Configuration hadoop = new Configuration();

  ParquetGrading(RowGrader grader) {
    this.grader = grader;
    // Without the checksum files that Hadoop's own local file system leaves beside each file.
    hadoop.set("fs.file.impl", RawLocalFileSystem.class.getName());
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
  }

  /** Writes every row of {@code in} with its added columns to {@code out}. */
  void grade(Path in, Path out, Tally tally) throws IOException {
    if (!Files.isRegularFile(in)) {
      throw new InvalidInputException(List.of(in + " must be a file, but there is none"));
    }
    GradedSchema schema = new GradedSchema(schema(in), grader.checksInstructions());
    try (ParquetReader<Group> rows =
            ParquetReader.builder(new GroupReadSupport(), hadoopPath(in)).withConf(hadoop).build();
        ParquetWriter<Group> graded =
            ExampleParquetWriter.builder(HadoopOutputFile.fromPath(hadoopPath(out), hadoop))
                .withType(schema.type())
                .withConf(hadoop)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build()) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        graded.write(schema.row(row, grade(row, in, tally)));
      }
    }
  }

  private GradedRow grade(Group row, Path in, Tally tally) {
    try {
      GradedRow graded = grader.grade(new Fields(ParquetRow.columns(row, grader.reads())));
      tally.add(graded);
      return graded;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          List.of(in + ": row " + (tally.rows() + 1) + ": " + e.getMessage()));
    }
  }

  private MessageType schema(Path in) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(hadoopPath(in), hadoop))) {
      return reader.getFileMetaData().getSchema();
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          List.of(in + " must be a Parquet file, but is none: " + e.getMessage()));
    }
  }

  private static org.apache.hadoop.fs.Path hadoopPath(Path path) {
    return new org.apache.hadoop.fs.Path(path.toAbsolutePath().toUri());
  }
}
