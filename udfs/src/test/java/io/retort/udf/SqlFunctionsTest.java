package io.retort.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
            .getOrCreate();
    GradeBoxedUdf.register(spark);
    PassAtKUdf.register(spark);
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
