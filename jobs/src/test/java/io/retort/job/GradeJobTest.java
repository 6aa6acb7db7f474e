package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradeJobTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void completionsAndBareAnswersAreGradedAndEveryOtherColumnKept() throws IOException {
    Path in =
        write(
            "{'id':7,'target':'0.75','completion':'so</think>\\\\boxed{6/8}','tags':['a']}",
            "{'id':8,'target':72,'answer':'72.0'}",
            "{'id':9,'target':['1','2'],'answer':2}",
            "{'id':10,'target':'1','completion':'so','finish_reason':'length','outcome':'old'}",
            "{'id':11,'target':'1','completion':null}",
            "{'id':12,'target':'1','completion':null,'error':'out of blocks'}",
            "{'id':13,'target':'1','completion':'1','answer':'1'}");

    JobRun run = run(in, folder.resolve("out.jsonl"), "--grader", "boxed");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    List<JsonNode> rows = read(folder.resolve("out.jsonl"));
    assertThat(rows.get(0))
        .isEqualTo(
            JSON.readTree(
                "{\"id\":7,\"target\":\"0.75\",\"completion\":\"so</think>\\\\boxed{6/8}\","
                    + "\"tags\":[\"a\"],\"outcome\":\"correct\",\"extracted\":\"6/8\","
                    + "\"explanation\":\"'6/8' equals the target '0.75': 3/4 = 3/4\","
                    + "\"points\":1}"));
    assertThat(rows.stream().map(row -> row.get("outcome").asText()))
        .containsExactly(
            "correct",
            "correct",
            "correct",
            "truncated",
            "engine_error",
            "engine_error",
            "unparsed"); // a completion without </think>, whatever the bare answer beside it
    assertThat(rows.get(4).get("explanation").asText()).isEqualTo("no completion");
    assertThat(rows.get(5).get("explanation").asText()).isEqualTo("out of blocks");
    assertThat(run.out())
        .contains(
            "outcomes   3 correct, 0 wrong, 1 truncated, 1 unparsed, 0 grader_timeout,"
                + " 2 engine_error\n")
        .contains("points     42.86 % of 7 rows\n")
        .containsPattern("speed      [0-9,]+ rows/s \\(7 rows in [0-9.]+ s\\)\n")
        .endsWith("files      " + folder.resolve("out.jsonl") + "\n");
  }

  @Test
  void mathematicsIsGradedByMeaningIfNoGraderIsNamed() throws IOException {
    Path in =
        write(
            "{'target':'\\\\frac{1}{\\\\sqrt{2}}','answer':'\\\\sqrt{2}/2'}",
            "{'target':'C','completion':'So the answer is (C).'}");

    assertThat(run(in, folder.resolve("out.jsonl")).exitCode()).isZero();

    assertThat(read(folder.resolve("out.jsonl")))
        .extracting(row -> row.get("outcome").asText())
        .containsExactly("correct", "correct");
  }

  @Test
  void presetsChooseTheGradersSettings() throws IOException {
    Path in = write("{'target':'3 apples','answer':'apples: 3.0 red'}");
    Path out = folder.resolve("out.jsonl");

    assertThat(run(in, out, "--grader", "f1", "--preset", "drop").exitCode()).isZero();
    // {apples, 3.0, red} and {3.0, apples}: 2 * 2 / (3 + 2)
    assertThat(read(out).get(0).get("points").asDouble()).isEqualTo(0.8);
    assertThat(read(out).get(0).get("outcome").asText()).isEqualTo("wrong");
    assertThat(run(in, out, "--grader", "f1").exitCode()).isZero();
    // apples 30 red and 3 apples: "3.0" has lost its point
    assertThat(read(out).get(0).get("points").asDouble()).isEqualTo(0.4);
  }

  @Test
  void aListAmongTargetsAndAListAsAnswerAreSeveralSpans() throws IOException {
    Path in =
        write(
            "{'target':[['cat','dog']],'answer':['dog','cat']}",
            "{'target':[['cat','dog'],'cow'],'answer':'cow'}",
            "{'target':[['cat',3]],'completion':'so</think>3.0'}",
            "{'target':'[\\'cat\\', \\'dog\\']','answer':'cat'}");
    Path out = folder.resolve("out.jsonl");

    assertThat(run(in, out, "--grader", "f1", "--preset", "drop").err()).isEmpty();

    assertThat(read(out).stream().map(row -> row.get("points").asDouble()))
        .containsExactly(1.0, 1.0, 0.5, 0.5);
  }

  @Test
  void instructionsAreCheckedStrictlyAndLoosely() throws IOException {
    Path in =
        write(
            "{'instructions':['punctuation:no_comma','startend:quotation'],'kwargs':[{},{}],"
                + "'response':'Sure, here:\\n\\\"so\\\"','prompt':'p'}",
            "{'instructions':['punctuation:no_comma'],'kwargs':[{'n':null}],"
                + "'completion':'a, b</think>so'}",
            "{'instructions':['punctuation:no_comma'],'kwargs':[{}],'completion':'a'}",
            "{'instructions':['punctuation:no_comma'],'kwargs':[{}],'completion':'a',"
                + "'finish_reason':'length'}",
            "{'instructions':['punctuation:no_comma'],'kwargs':[{}],'completion':null}");

    JobRun run = run(in, folder.resolve("out.jsonl"), "--grader", "ifeval");

    assertThat(run.err()).isEmpty();
    List<JsonNode> rows = read(folder.resolve("out.jsonl"));
    assertThat(rows.get(0).get("strict").toString()).isEqualTo("[false,false]");
    assertThat(rows.get(0).get("loose").toString()).isEqualTo("[true,true]");
    assertThat(rows.get(0).get("points").asInt()).isZero();
    assertThat(rows.get(0).get("explanation").asText())
        .isEqualTo(
            "strictly 0, loosely 2 of 2 instructions followed;"
                + " not punctuation:no_comma, startend:quotation");
    assertThat(rows.get(1).get("outcome").asText()).isEqualTo("correct");
    assertThat(rows.get(1).get("explanation").asText())
        .isEqualTo("strictly 1, loosely 1 of 1 instructions followed");
    assertThat(rows.stream().map(row -> row.get("outcome").asText()).skip(2))
        .containsExactly("unparsed", "truncated", "engine_error");
    assertThat(rows.get(2).get("strict").toString()).isEqualTo("[false]");
  }

  @Test
  void theReferenceOfIfEvalIsReproducedThroughTheCommand() throws IOException {
    Path golden =
        Path.of(System.getProperty("retort.root", "."))
            .resolveSibling("shared/golden/ifeval/golden.jsonl");
    assumeTrue(Files.exists(golden), () -> "skipped: there is no " + golden);
    List<JsonNode> expected = read(golden);
    Path out = folder.resolve("out.jsonl");

    assertThat(run(golden, out, "--grader", "ifeval").exitCode()).isZero();

    List<JsonNode> actual = read(out);
    assertThat(actual).hasSameSizeAs(expected);
    int verdicts = 0;
    int same = 0;
    for (int i = 0; i < actual.size(); i++) {
      for (String list : List.of("strict", "loose")) {
        for (int j = 0; j < expected.get(i).get(list).size(); j++) {
          verdicts++;
          same += actual.get(i).get(list).get(j).equals(expected.get(i).get(list).get(j)) ? 1 : 0;
        }
      }
    }
    assertThat((double) same / verdicts).isGreaterThanOrEqualTo(0.995);
  }

  @Test
  void parquetKeepsItsColumnsAndTheirTypes() throws SQLException {
    Path in = folder.resolve("in.parquet");
    Path out = folder.resolve("out.parquet");
    sql(
        "COPY (SELECT 1 AS id, '0.75' AS target, 'a</think>\\boxed{3/4}' AS completion, 'old' AS"
            + " outcome, [1.5, NULL] AS scores, {'a': 1, 'b': NULL} AS s, DATE '2026-01-01' AS d"
            + " UNION ALL SELECT 2, '1', NULL, 'old', NULL, NULL, NULL) TO '"
            + in
            + "' (FORMAT parquet)");

    JobRun run = run(in, out);

    assertThat(run.err()).isEmpty();
    assertThat(sql("SELECT * FROM '" + out + "' ORDER BY id"))
        .containsExactly(
            "1|0.75|a</think>\\boxed{3/4}|[1.5, null]|{a=1, b=null}|2026-01-01"
                + "|correct|3/4|'3/4' equals the target '0.75': 3/4 = 3/4|1.0",
            "2|1|null|null|null|null|engine_error||no completion|0.0");
    assertThat(folder)
        .isDirectoryNotContaining(file -> !file.equals(in) && !file.equals(out)); // no checksums
  }

  @Test
  void instructionsMayStandInParquet() throws SQLException {
    Path in = folder.resolve("in.parquet");
    Path out = folder.resolve("out.parquet");
    sql(
        "COPY (SELECT ['punctuation:no_comma', 'keywords:existence'] AS instructions,"
            + " [{'keywords': NULL, 'n': 3.0}, {'keywords': ['b'], 'n': NULL}] AS kwargs,"
            + " 'a, b' AS response) TO '"
            + in
            + "' (FORMAT parquet)");

    assertThat(run(in, out, "--grader", "ifeval").err()).isEmpty();

    assertThat(sql("SELECT strict, loose, points FROM '" + out + "'"))
        .containsExactly("[false, true]|[false, true]|0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          boxed  | {'answer':'1'} | field 'target' must be there, but the fields are: answer
          boxed  | {'target':'1'} | field 'completion' or 'answer' must be there, but neither is
          boxed  | {'target':[],'answer':'1'} | field 'target' must hold at least one answer, but was []
          boxed  | {'target':{},'answer':'1'} | field 'target' must be a string, but was {}
          boxed  | {'target':[null],'answer':'1'} | field 'target' must be a string, but was null
          f1     | {'target':[['a',null]],'answer':'1'} | field 'target' must be a string, but was null
          f1     | {'target':'1','answer':[]} | field 'answer' must be a string, but was []
          boxed  | {'target':'1','completion':3} | field 'completion' must be a string, but was 3
          boxed  | {'target':'1','completion':'a','finish_reason':'eos'} | finish reason must be stop, length or error, but was 'eos'
          regex  | {'target':'(','answer':'1'} | target must be a regular expression, but '(' is none: Unclosed group
          ifeval | {'instructions':['x:y'],'kwargs':[],'response':'a'} | fields 'instructions' and 'kwargs' must be of equal length, but have 1 and 0 items
          ifeval | {'instructions':[],'kwargs':[],'response':'a'} | field 'instructions' must hold at least one instruction, but was []
          ifeval | {'instructions':[1],'kwargs':[{}],'response':'a'} | field 'instructions' must be an array of strings, but was [1]
          ifeval | {'instructions':['x'],'kwargs':[3],'response':'a'} | field 'kwargs' must be an array of objects, but has 3
          ifeval | {'instructions':['keywords:existence'],'kwargs':[{}],'response':'a'} | keywords:existence needs the argument 'keywords', but has []
          """)
  void aWrongRowIsOneErrorAndNothingIsWritten(String grader, String row, String problem)
      throws IOException {
    String good =
        grader.equals("ifeval")
            ? "{'instructions':['punctuation:no_comma'],'kwargs':[{}],'response':'a'}"
            : "{'target':'1','answer':'1'}";
    Path in = write(good, row);

    JobRun run = run(in, folder.resolve("out.jsonl"), "--grader", grader);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("retort grade: nothing was run:\n  " + in + ":2: " + problem + "\n");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(in));
  }

  @Test
  void aWrongRowOfParquetIsNamedByItsNumber() throws SQLException {
    Path in = folder.resolve("in.parquet");
    sql("COPY (SELECT '' AS target, 'a' AS answer) TO '" + in + "' (FORMAT parquet)");

    JobRun run = run(in, folder.resolve("out.parquet"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(in + ": row 1: target must hold an answer, but was ''");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(in));
  }

  @Test
  void badArgumentsAreNamed() throws IOException {
    Path in = write("{'target':'1','answer':'1'}");
    Path out = folder.resolve("out.jsonl");
    Path text = Files.writeString(folder.resolve("x.parquet"), "no parquet at all");
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "\n");

    assertThat(run(in, out, "--grader", "maths").err())
        .contains(
            "grader 'maths' is unknown; known graders: boxed, choice, exact, f1, json, math, regex, text");
    assertThat(run(in, out, "--grader", "exact", "--preset", "x").err())
        .contains("preset 'x' of grader 'exact' is unknown; known presets: drop, squad, strict");
    assertThat(run(in, out, "--grader", "ifeval", "--preset", "x").err())
        .contains("grader 'ifeval' takes no preset, but 'x' was given");
    assertThat(run(in, folder.resolve("out.parquet")).err())
        .contains("--in and --out must be of one format, but are " + in);
    assertThat(run(folder.resolve("in.csv"), out).err())
        .contains("in.csv must end in .jsonl or .parquet, but does not");
    assertThat(run(folder.resolve("none.jsonl"), out).err())
        .contains("none.jsonl must be a file, but there is none");
    assertThat(run(folder.resolve("none.parquet"), folder.resolve("o.parquet")).err())
        .contains("none.parquet must be a file, but there is none");
    assertThat(run(text, folder.resolve("o.parquet")).err())
        .contains("x.parquet must be a Parquet file, but is none: ");
    assertThat(run(empty, out).err()).contains("empty.jsonl must hold at least one row");
    assertThat(out).doesNotExist();
  }

  private Path write(String... rows) throws IOException {
    Path in = folder.resolve("in.jsonl");
    List<String> lines = new ArrayList<>();
    for (String row : rows) {
      lines.add(row.replace('\'', '"'));
    }
    return Files.write(in, lines);
  }

  private static JobRun run(Path in, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("grade", "--in", in.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return JobRun.of(new RetortCommand(), arguments.toArray(String[]::new));
  }

  private static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static List<String> sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      List<String> rows = new ArrayList<>();
      if (sql.execute(statement)) {
        ResultSet result = sql.getResultSet();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(String.valueOf(result.getObject(i)));
          }
          rows.add(String.join("|", row));
        }
      }
      return rows;
    }
  }
}
