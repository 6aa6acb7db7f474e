package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.benchmark.Benchmarks;
import io.retort.job.generation.Checkpoints;
import io.retort.job.generation.ModelSource;
import io.retort.job.run.RunDirectory;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a run do not depend on how its work was divided. */
class InvarianceTest {

  private static final List<String> MASTERS = List.of("local[1]", "local[2]");
  private static final List<Integer> BUCKETS = List.of(1, 2, 8, 64);

  @TempDir Path folder;

  @Test
  void bucketsAndThreadsChangeNoRow() throws IOException {
    FakeModels models = FakeModels.knowing(Benchmarks.open("steps-smoke", Optional.empty()), 70);
    Path model = Files.createDirectory(folder.resolve("model"));

    requireSameRows(models, model, 40 * 3, "--set=sampling.rollouts=3");
  }

  @Test
  @Tag("slow")
  void bucketsThreadsAndTheNeighboursInABatchChangeNoRowOfTheTeacher() throws IOException {
    requireSameRows(
        new Checkpoints(),
        RowFiles.teacher(),
        12 * 3,
        "--set=sampling.rollouts=3",
        "--limit=12",
        "--set=engine.batch=7");
  }

  private void requireSameRows(ModelSource models, Path model, int rows, String... more)
      throws IOException {
    List<CompletionRow> completions = new ArrayList<>();
    List<ScoreRow> scores = new ArrayList<>();
    for (String master : MASTERS) {
      for (int buckets : BUCKETS) {
        String name = master + " with " + buckets + " buckets";
        Path run = folder.resolve(master + "-" + buckets);
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--run=" + run);
        arguments.add("--set=model.path=" + model);
        arguments.add("--set=benchmark.name=steps-smoke");
        arguments.add("--set=spark.master=" + master);
        arguments.add("--set=journal.buckets=" + buckets);
        JobRun sweep =
            JobRun.of(new SweepJob(JobRun.environment(models)), arguments.toArray(new String[0]));
        assertThat(sweep.exitCode()).as(name + "\n" + sweep.err()).isZero();
        if (completions.isEmpty()) {
          completions.addAll(completions(run));
          scores.addAll(scores(run));
          assertThat(completions).hasSize(rows);
          assertThat(scores).hasSize(rows);
        } else {
          assertThat(completions(run)).as(name).isEqualTo(completions);
          assertThat(scores(run)).as(name).isEqualTo(scores);
        }
      }
    }
  }

  /** By key, without what tells when, where and how fast. */
  private static List<CompletionRow> completions(Path run) throws IOException {
    return read(run, Table.COMPLETIONS, CompletionRow.class).stream()
        .map(
            row ->
                new CompletionRow(
                    "",
                    row.protocolHash(),
                    row.modelFingerprint(),
                    row.problemId(),
                    row.rollout(),
                    row.seed(),
                    row.promptSha256(),
                    row.promptTokens(),
                    row.completionText(),
                    row.completionTokens(),
                    row.finishReason(),
                    row.error(),
                    row.sumLogprob(),
                    0,
                    0,
                    "",
                    row.device(),
                    row.engineVersion(),
                    0))
        .sorted(Comparator.comparing(CompletionRow::key))
        .toList();
  }

  private static List<ScoreRow> scores(Path run) throws IOException {
    return read(run, Table.SCORES, ScoreRow.class).stream()
        .sorted(Comparator.comparing(ScoreRow::key))
        .toList();
  }

  private static <T extends Record> List<T> read(Path run, Table table, Class<T> type)
      throws IOException {
    RunDirectory directory = RunDirectory.at(run.toString(), new Configuration(false));
    return new TableReader(directory.table(table), new Configuration(false)).readAll(type);
  }
}
