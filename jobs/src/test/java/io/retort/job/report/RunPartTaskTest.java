package io.retort.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.retort.job.run.RunTables;
import io.retort.job.table.CompletionKey;
import io.retort.job.table.Rows;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableWriter;
import io.retort.job.table.TextParts;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPartTaskTest {

  private static final String PART = "part-00000.parquet";
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir Path folder;

  @Test
  void rowsBeyondThePagesRoomAreCountedAndNotKept() throws IOException {
    write(1_000, "wrong", "x".repeat(100));

    RunPart part = task(10, 1_000_000).call(PART);

    assertThat(part.unsolved()).hasSize(10);
    assertThat(part.leftOut()).isEqualTo(990);
    // 12 tokens each: more than 2^3.5 = 11.3, so the step up to 16
    assertThat(part.lengths().others()).containsOnlyKeys(8).containsValue(1_000L);
    assertThat(part.lengths().correct()).isEmpty();
  }

  @Test
  void charactersAreLimitedTooButOneRowIsAlwaysShown() throws IOException {
    write(100, "wrong", "x".repeat(1_000));

    // a row: 1,000 of the completion, "What is p0?" (11 or 12), "no" (2), "e" (1)
    assertThat(task(1_000, 5_000).call(PART).unsolved()).hasSize(4);
    assertThat(task(1_000, 10).call(PART).unsolved()).hasSize(1);
    assertThat(task(1_000, 10).call(PART).leftOut()).isEqualTo(99);
  }

  @Test
  void theMiddleOfAVeryLongCompletionIsLeftOut() throws IOException {
    write(1, "truncated", "a".repeat(30_000) + "b".repeat(30_000));

    String text = task(5, 1_000_000).call(PART).unsolved().get(0).text();

    assertThat(text)
        .startsWith("aaa")
        .endsWith("bbb")
        .contains("\n[... 20,000 characters left out ...]\n")
        .hasSizeLessThan(40_100);
  }

  @Test
  void correctCompletionsAreOnlyMeasured() throws IOException {
    write(3, "correct", "so");

    RunPart part = task(5, 1_000_000).call(PART);

    assertThat(part.unsolved()).isEmpty();
    assertThat(part.leftOut()).isZero();
    assertThat(part.lengths().correct()).containsOnlyKeys(8).containsValue(3L);
  }

  @Test
  void tablesThatDoNotBelongTogetherAreRefused() throws IOException {
    write(2, "wrong", "so");
    RunPartTask twoRollouts =
        new RunPartTask(
            new RunTables(folder.toString(), "scores", 2),
            5,
            1_000,
            new SerializableConfiguration(HADOOP));

    assertThatIllegalStateException()
        .isThrownBy(() -> twoRollouts.call(PART))
        .withMessage(
            folder
                + "/scores/"
                + PART
                + " must hold the same rows as the problems and completions, but problem 'p0' has"
                + " the completion "
                + new CompletionKey("p1", 0)
                + " and the score "
                + new CompletionKey("p1", 0)
                + "; start the sweep again to write them");
  }

  private RunPartTask task(int rows, long chars) {
    return new RunPartTask(
        new RunTables(folder.toString(), "scores", 1),
        rows,
        chars,
        new SerializableConfiguration(HADOOP));
  }

  /** So many problems with one completion each. */
  private void write(int problems, String outcome, String text) throws IOException {
    try (TableWriter problemRows = writer(Table.PROBLEMS);
        TableWriter completions = writer(Table.COMPLETIONS);
        TableWriter scores = writer(Table.SCORES)) {
      for (int i = 0; i < problems; i++) {
        String id = "p" + i;
        problemRows.write(Rows.problem(id, "7", "sums", 1));
        completions.write(Rows.completion(id, 0, text), new TextParts("", text));
        scores.write(
            Rows.completion(id, 0, text),
            new ScoreRow(
                id,
                0,
                "boxed",
                "1",
                outcome,
                "no",
                "7",
                "e",
                true,
                outcome.equals("correct") ? 1 : 0));
      }
    }
  }

  private TableWriter writer(Table table) throws IOException {
    return new TableWriter(
        table,
        new org.apache.hadoop.fs.Path(folder.resolve(table.word()).resolve(PART).toString()),
        HADOOP);
  }
}
