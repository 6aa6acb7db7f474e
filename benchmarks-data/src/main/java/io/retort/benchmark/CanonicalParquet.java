package io.retort.benchmark;

import io.retort.benchmark.rows.LocalParquet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Problems in the project's own format as Parquet: the fields of {@link CanonicalProblem} as
 * columns, the metadata as JSON text. {@link CanonicalJsonl#read} reads it.
 */
public final class CanonicalParquet {

  private static final MessageType SCHEMA = schema();

  private CanonicalParquet() {}

  /** Writes a new file. The same problems give the same bytes. */
  public static void write(List<Problem> problems, Path file) throws IOException {
    try (ParquetWriter<Group> writer = LocalParquet.writer(file, SCHEMA)) {
      for (Problem problem : problems) {
        writer.write(row(problem));
      }
    }
  }

  private static Group row(Problem problem) {
    Group row = new SimpleGroup(SCHEMA).append("id", problem.id());
    row.append("kind", problem.kind().word());
    appendUnlessEmpty(row, "context", problem.context());
    Group messages = row.addGroup("messages");
    for (Message message : problem.messages()) {
      messages
          .addGroup("list")
          .addGroup("element")
          .append("role", message.role())
          .append("content", message.content());
    }
    appendList(row, "choices", problem.choices());
    appendUnlessEmpty(row, "target", problem.target());
    appendList(row, "alternatives", problem.alternatives());
    appendUnlessEmpty(row, "solution", problem.solution());
    appendUnlessEmpty(row, "subject", problem.subject());
    if (problem.level() > 0) {
      row.append("level", problem.level());
    }
    if (!problem.metadata().equals(Problem.NO_METADATA)) {
      row.append("metadata", problem.metadata());
    }
    return row;
  }

  private static void appendUnlessEmpty(Group row, String column, String value) {
    if (!value.isEmpty()) {
      row.append(column, value);
    }
  }

  private static void appendList(Group row, String column, List<String> values) {
    if (!values.isEmpty()) {
      Group list = row.addGroup(column);
      values.forEach(value -> list.addGroup("list").append("element", value));
    }
  }

  private static MessageType schema() {
    try (InputStream stream =
        Objects.requireNonNull(
            CanonicalParquet.class.getResourceAsStream("problems.parquet-schema"),
            "the jar must hold problems.parquet-schema")) {
      return MessageTypeParser.parseMessageType(
          new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read problems.parquet-schema from the jar", e);
    }
  }
}
