package io.retort.job.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

  private static final Configuration HADOOP = new Configuration(false);

  @TempDir Path folder;

  @Test
  void rowsAreReadBackAsTheyWereWritten() throws IOException {
    ProblemRow first = Rows.problem("p-1", "1/2", "fractions", 3);
    ProblemRow second =
        new ProblemRow(
            "p-2",
            "gsm8k",
            List.of(new MessageRow("system", "Be brief."), new MessageRow("user", "6·7?")),
            "42",
            List.of("42.0", "forty-two"),
            List.of(),
            "",
            0);

    publish(Table.PROBLEMS, new Record[] {first}, new Record[] {second});

    assertThat(new TableReader(directory(Table.PROBLEMS), HADOOP).readAll(ProblemRow.class))
        .containsExactly(first, second);
  }

  @Test
  void aRowTakesItsColumnsFromItsParts() throws IOException {
    CompletionRow completion = Rows.completion("p-1", 2, "1+1\n</think>\n\n2");

    publish(Table.COMPLETIONS, new Record[] {completion, new TextParts("1+1", "2")});

    TableReader reader = new TableReader(directory(Table.COMPLETIONS), HADOOP);
    assertThat(reader.readAll(CompletionRow.class)).containsExactly(completion);
    assertThat(reader.readAll(TextParts.class)).containsExactly(new TextParts("1+1", "2"));
  }

  @Test
  void aColumnThatNoPartHasIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RecordColumns.row(Table.COMPLETIONS.schema(), Rows.completion("p", 0, "")))
        .withMessage("Completion needs the column 'reasoning', but no part has it");
  }

  @Test
  void aComponentThatTheFileLacksIsAnError() throws IOException {
    publish(Table.PROBLEMS, new Record[] {Rows.problem("p-1", "1", "", 0)});

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TableReader(directory(Table.PROBLEMS), HADOOP).readAll(TextParts.class))
        .withMessage("TextParts needs the column 'reasoning', but the file has none");
  }

  @Test
  void tablesOfTheFirstVersionAreRead() {
    GenericRecord problem =
        new GenericData.Record(without(Table.PROBLEMS, "alternatives", "choices"));
    problem.put("problem_id", "p-1");
    problem.put("benchmark", "steps");
    problem.put("messages", List.of());
    problem.put("target", "42");
    problem.put("subject", "");
    problem.put("level", 0);
    GenericRecord points =
        new GenericData.Record(
            SchemaBuilder.record("Score").fields().requiredInt("points").endRecord());
    points.put("points", 1);

    assertThat(RecordColumns.read(problem, ProblemRow.class))
        .isEqualTo(new ProblemRow("p-1", "steps", List.of(), "42", List.of(), List.of(), "", 0));
    assertThat(RecordColumns.read(points, Points.class)).isEqualTo(new Points(1.0));
  }

  /** A column that was a whole number once. */
  record Points(double points) {}

  @Test
  void publishingAgainReplacesTheTableAndLeavesNothingElse() throws IOException {
    publish(Table.PROBLEMS, new Record[] {Rows.problem("old", "1", "", 0)});
    TableDirectory table = new TableDirectory(directory(Table.PROBLEMS));
    stage(table, Table.PROBLEMS, Rows.problem("attempt that lost", "1", "", 0));
    String kept = stage(table, Table.PROBLEMS, Rows.problem("new", "1", "", 0));

    table.publish("part", List.of(kept), HADOOP);

    assertThat(new TableReader(directory(Table.PROBLEMS), HADOOP).readAll(ProblemRow.class))
        .extracting(ProblemRow::problemId)
        .containsExactly("new");
    assertThat(folder.toFile().list()).containsExactly("problems");
  }

  @Test
  void duckDbReadsTheNestedListAndTheTimestamp() throws IOException, SQLException {
    publish(Table.PROBLEMS, new Record[] {Rows.problem("p-1", "1", "", 0)});
    publish(
        Table.COMPLETIONS, new Record[] {Rows.completion("p-1", 0, "t"), new TextParts("", "t")});

    assertThat(duckDb("SELECT messages[1].role FROM '" + folder + "/problems/*.parquet'"))
        .isEqualTo("user");
    assertThat(duckDb("SELECT created_at FROM '" + folder + "/completions/*.parquet'"))
        .isEqualTo("2026-01-01T00:00Z"); // 1,767,225,600,000 ms
  }

  @Test
  void theRejectedTableIsTheTracesTableWithAReason() {
    List<String> columns = columns(Table.TRACES);

    assertThat(columns(Table.REJECTED))
        .startsWith(columns.toArray(new String[0]))
        .endsWith("reason");
    assertThat(columns(Table.REJECTED)).hasSize(columns.size() + 1);
  }

  @Test
  void parquetAvroIsTheParquetThatSparkBrings() {
    assertThat(version(AvroParquetWriter.class)).isEqualTo(version(ParquetWriter.class));
  }

  private static List<String> columns(Table table) {
    return table.schema().getFields().stream().map(Schema.Field::name).toList();
  }

  private static Schema without(Table table, String... columns) {
    List<Schema.Field> fields =
        table.schema().getFields().stream()
            .filter(field -> !List.of(columns).contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord("Old", "", "io.retort", false, fields);
  }

  private static String version(Class<?> type) {
    URL jar = type.getProtectionDomain().getCodeSource().getLocation();
    return jar.getPath().replaceAll(".*-([0-9.]+)\\.jar", "$1");
  }

  /** One part for each array of a row's parts. */
  private void publish(Table table, Record[]... rows) throws IOException {
    TableDirectory target = new TableDirectory(directory(table));
    List<String> parts = new ArrayList<>();
    for (Record[] row : rows) {
      parts.add(stage(target, table, row));
    }
    target.publish("part", parts, HADOOP);
  }

  private static String stage(TableDirectory target, Table table, Record... row)
      throws IOException {
    org.apache.hadoop.fs.Path file = target.stagedFile();
    try (TableWriter writer = new TableWriter(table, file, HADOOP)) {
      writer.write(row);
    }
    return file.getName();
  }

  private org.apache.hadoop.fs.Path directory(Table table) {
    return new org.apache.hadoop.fs.Path(folder.toUri().toString(), table.word());
  }

  private static String duckDb(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
