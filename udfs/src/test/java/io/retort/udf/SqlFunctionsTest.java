package io.retort.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The functions as SQL sees them. */
class SqlFunctionsTest {

  private static SparkSession spark;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .appName("udfs")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.sql.catalog.retort", RetortCatalog.class.getName())
            .getOrCreate();
    SqlFunctions.register(spark);
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void everyRowIsGradedWhateverItsNeighboursAre() {
    Dataset<Row> scores =
        completions()
            .selectExpr("id", "grade_boxed(completion, finish_reason, error, target) AS verdict")
            .orderBy("id")
            .selectExpr("id", "verdict.*");

    assertThat(scores.columns())
        .containsExactly("id", "outcome", "extracted", "points", "explanation", "format_ok");
    assertThat(scores.collectAsList())
        .containsExactly(
            RowFactory.create(
                1, "correct", "6/8", 1, "'6/8' equals the target '0.75': 3/4 = 3/4", true),
            RowFactory.create(
                2, "wrong", "71", 0, "'71' differs from the target '72': 71 != 72", true),
            RowFactory.create(
                3, "truncated", "", 0, "the token budget ran out after 7 characters", false),
            RowFactory.create(4, "engine_error", "", 0, "out of cache blocks", false));
  }

  @Test
  void scoresCanBeSummedInSql() {
    Row sums =
        completions()
            .selectExpr("grade_boxed(completion, finish_reason, error, target) AS verdict")
            .selectExpr("sum(verdict.points)", "count_if(verdict.format_ok)")
            .first();

    assertThat(sums).isEqualTo(RowFactory.create(1L, 2L));
  }

  @Test
  void passAtKIsNullOnlyForNulls() {
    Row row = spark.sql("SELECT pass_at_k(10, 3, 5), pass_at_k(10, NULL, 5)").first();

    assertThat(row.getDouble(0)).isCloseTo(1 - 21.0 / 252, within(1e-12)); // 1 - C(7,5)/C(10,5)
    assertThat(row.isNullAt(1)).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> everyExampleHasItsAnswer() {
    return SqlFunctions.SCALARS.stream()
        .map(
            function ->
                DynamicTest.dynamicTest(
                    function.name(),
                    () ->
                        assertThat(shown("SELECT " + function.example()))
                            .isEqualTo(function.answer())));
  }

  @TestFactory
  Stream<DynamicTest> everyExampleHasItsAnswerThroughTheCatalog() {
    return SqlFunctions.SCALARS.stream()
        .map(
            function ->
                DynamicTest.dynamicTest(
                    function.name(),
                    () ->
                        assertThat(
                                shown(
                                    "SELECT "
                                        + function
                                            .example()
                                            .replace(
                                                function.name() + "(",
                                                "retort." + function.name() + "(")))
                            .isEqualTo(function.answer())));
  }

  @TestFactory
  Stream<DynamicTest> everyAggregateHasItsAnswerBothWays() {
    return SqlFunctions.AGGREGATES.stream()
        .map(
            function ->
                DynamicTest.dynamicTest(
                    function.name(),
                    () -> {
                      String query = function.example();
                      assertThat(shown(query)).isEqualTo(function.answer());
                      assertThat(
                              shown(
                                  query.replace(
                                      function.name() + "(", "retort." + function.name() + "(")))
                          .isEqualTo(function.answer());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aNullArgumentMakesTheCallNull() {
    return SqlFunctions.SCALARS.stream()
        .filter(function -> !function.seesNulls())
        .map(
            function ->
                DynamicTest.dynamicTest(
                    function.name(),
                    () -> {
                      String nulls =
                          String.join(
                              ",", Collections.nCopies(function.arguments().size(), "NULL"));
                      assertThat(shown("SELECT " + function.name() + "(" + nulls + ")"))
                          .isEqualTo("null");
                      assertThat(shown("SELECT retort." + function.name() + "(" + nulls + ")"))
                          .isEqualTo("null");
                    }));
  }

  @Test
  void aggregatesOverNothingAreNull() {
    for (String prefix : List.of("", "retort.")) {
      String nothing = " FROM VALUES (NULL) AS t(c)";
      assertThat(shown("SELECT " + prefix + "mcnemar(c, 0)" + nothing)).isEqualTo("null");
      assertThat(shown("SELECT " + prefix + "pass_at_1(c, 2)" + nothing))
          .isEqualTo("{null, null, null, null}");
    }
  }

  @Test
  void aggregatesWorkOverPartitions() {
    String rows =
        "SELECT CAST(id % 3 AS INT) AS c, id % 2 AS level FROM range(0, 12, 1, 4) DISTRIBUTE BY id";

    for (String prefix : List.of("", "retort.")) {
      assertThat(
              spark
                  .sql(
                      "SELECT level, "
                          + prefix
                          + "pass_at_1(c, 2).problems, "
                          + prefix
                          + "pass_at_1(c, 2).value FROM ("
                          + rows
                          + ") GROUP BY level ORDER BY level")
                  .collectAsList())
          .containsExactly(RowFactory.create(0L, 6, 0.5), RowFactory.create(1L, 6, 0.5));
    }
  }

  @Test
  void nullsInArraysAreKept() {
    assertThat(shown("SELECT retort.maj_at_k(array('a', NULL), 'a', 2)")).isEqualTo("1.0");
  }

  @Test
  void gradersSayWhatANullMeans() {
    assertThat(shown("SELECT grade('exact', NULL, 'stop', NULL, '1')"))
        .isEqualTo("{engine_error, , 0.0, no completion}");
    assertThat(shown("SELECT grade('exact', NULL, 'error', 'out of blocks', '1')"))
        .isEqualTo("{engine_error, , 0.0, out of blocks}");
    assertThat(shown("SELECT grade('exact', 'a</think>1', NULL, NULL, '1')"))
        .isEqualTo("{engine_error, , 0.0, no finish reason}");
    assertThat(shown("SELECT grade_answer('exact', NULL, '1')"))
        .isEqualTo("{unparsed, , 0.0, the answer is empty}");
    assertThatThrownBy(() -> shown("SELECT grade_answer('exact', '1', NULL)"))
        .hasStackTraceContaining(
            "grade_answer: target must not be null, but was; the problem has no answer key");
    assertThatThrownBy(() -> shown("SELECT grade('exact', '1', 'stop', NULL, NULL)"))
        .hasStackTraceContaining("grade: target must not be null, but was");
    assertThatThrownBy(() -> shown("SELECT grade_answer(NULL, '1', '1')"))
        .hasStackTraceContaining(
            "grader must be one of boxed, choice, exact, f1, json, math, regex, text, but was null");
  }

  @Test
  void aTargetThatCannotBeReadHasNoReward() {
    assertThat(shown("SELECT reward_accuracy('json', 'a</think>1', '{')")).isEqualTo("null");
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThatThrownBy(() -> shown("SELECT pass_at_k(10, 1.5, 2)"))
        .hasStackTraceContaining("pass_at_k needs a value of type int, but got 1.5");
    assertThatThrownBy(() -> shown("SELECT code_blocks(3)"))
        .hasStackTraceContaining("code_blocks needs a value of type string, but got 3");
    assertThatThrownBy(() -> shown("SELECT reward_cosine(3, 'x')"))
        .hasStackTraceContaining("reward_cosine needs a value of type boolean, but got x");
    assertThatThrownBy(() -> shown("SELECT language_share('a', 'English')"))
        .hasStackTraceContaining(
            "script must be a Unicode script such as LATIN, but was 'English'");
    assertThatThrownBy(() -> shown("SELECT ifeval('a', array('punctuation:no_comma'), array())"))
        .hasStackTraceContaining(
            "ifeval needs kwargs for each instruction, but 1 instructions have 0");
    assertThatThrownBy(() -> shown("SELECT ifeval('a', array('punctuation:no_comma'), array('{'))"))
        .hasStackTraceContaining("kwargs must be a JSON object, but were '{'");
    assertThatThrownBy(() -> shown("SELECT mcnemar(2, 0)"))
        .hasStackTraceContaining("mcnemar needs points of 0 or 1, but got 2");
  }

  @Test
  void theCatalogKnowsItsFunctionsAndTheirArguments() {
    RetortCatalog catalog = new RetortCatalog();
    assertThat(catalog.listFunctions(new String[0]))
        .hasSize(SqlFunctions.SCALARS.size() + SqlFunctions.AGGREGATES.size())
        .contains(Identifier.of(new String[0], "pass_at_k"))
        .contains(Identifier.of(new String[0], "paired_t"));
    assertThat(catalog.listFunctions(new String[] {"more"})).isEmpty();
    assertThatThrownBy(() -> shown("SELECT retort.pass_at_k(10, 3)"))
        .hasStackTraceContaining("pass_at_k takes 3 arguments, but got 2");
    assertThatThrownBy(() -> shown("SELECT retort.pass_at_q(10, 3)"))
        .hasMessageContaining("pass_at_q");
    assertThatThrownBy(() -> shown("SELECT retort.more.pass_at_k(10, 3, 5)"))
        .hasMessageContaining("pass_at_k");
  }

  @Test
  void theCatalogSaysWhatItsFunctionsAreCalledAndWhatTheyDo() throws NoSuchFunctionException {
    for (String name : List.of("pass_at_k", "paired_t")) {
      UnboundFunction function =
          new RetortCatalog().loadFunction(Identifier.of(new String[0], name));
      List<StructField> arguments = new ArrayList<>();
      for (int i = 0; i < (name.equals("paired_t") ? 2 : 3); i++) {
        arguments.add(DataTypes.createStructField("a" + i, DataTypes.DoubleType, true));
      }

      BoundFunction bound = function.bind(DataTypes.createStructType(arguments));

      assertThat(function.name()).isEqualTo(name);
      assertThat(SqlFunctions.usage()).contains(function.description());
      assertThat(bound.name()).isEqualTo(name);
      assertThat(bound.canonicalName()).isEqualTo("retort." + name);
    }
  }

  @Test
  void everyFunctionIsDescribed() {
    assertThat(SqlFunctions.usage())
        .hasSize(SqlFunctions.SCALARS.size() + SqlFunctions.AGGREGATES.size())
        .allMatch(line -> line.matches("(?s)\\w+\\([a-z0-9_, ]+\\).*: .*\\."));
  }

  @Test
  void theDocumentationIsComplete() throws IOException {
    Path file = Path.of(System.getProperty("retort.root", ".."), "docs", "sql-functions.md");
    List<String> lines = new ArrayList<>();
    SqlFunctions.SCALARS.forEach(
        f -> lines.add(documented(f.name(), f.usage(), f.example(), f.answer())));
    SqlFunctions.AGGREGATES.forEach(
        f -> lines.add(documented(f.name(), f.usage(), f.example(), f.answer())));

    assertThat(Files.readString(file)).contains(lines);
  }

  private static String documented(String name, String usage, String example, String answer) {
    return "- `"
        + name
        + usage.replaceFirst(": ", "`: ")
        + "\n  `"
        + example
        + "` is `"
        + answer
        + "`";
  }

  private static String shown(String query) {
    return String.valueOf(spark.sql("SELECT CAST((" + query + ") AS STRING)").first().getString(0));
  }

  private static Dataset<Row> completions() {
    StructType columns =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("completion", DataTypes.StringType)
            .add("finish_reason", DataTypes.StringType)
            .add("error", DataTypes.StringType)
            .add("target", DataTypes.StringType);
    return spark.createDataFrame(
        List.of(
            RowFactory.create(1, "a</think>\\boxed{6/8}", "stop", "", "0.75"),
            RowFactory.create(2, "a</think>\\boxed{71}", "stop", null, "72"),
            RowFactory.create(3, "so 6*12", "length", "", "72"),
            RowFactory.create(4, null, "error", "out of cache blocks", "72")),
        columns);
  }
}
