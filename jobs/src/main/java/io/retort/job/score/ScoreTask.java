package io.retort.job.score;

import io.retort.job.generation.Bucket;
import io.retort.job.grade.RunGrader;
import io.retort.job.journal.Journal;
import io.retort.job.journal.JournalContents;
import io.retort.job.table.CompletionKey;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableDirectory;
import io.retort.job.table.TableWriter;
import io.retort.job.table.TextParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes one part of the problems, completions and scores: the same rows in the same order in each,
 * so that a later step can read them side by side.
 */
final class ScoreTask implements Function<Part, PartReport> {

  private static final long serialVersionUID = 1L;

  private final String runDirectory;
  private final String protocolHash;
  private final int buckets;
  private final int rollouts;
  private final RunGrader runGrader;
  private final SerializableConfiguration hadoop;

  ScoreTask(
      String runDirectory,
      String protocolHash,
      int buckets,
      int rollouts,
      RunGrader runGrader,
      SerializableConfiguration hadoop) {
    this.runDirectory = runDirectory;
    this.protocolHash = protocolHash;
    this.buckets = buckets;
    this.rollouts = rollouts;
    this.runGrader = runGrader;
    this.hadoop = hadoop;
  }

  @Override
  public PartReport call(Part part) throws IOException {
    Configuration conf = hadoop.value();
    Journal journal = new Journal(new Path(runDirectory, "journal"), buckets, conf);
    Path problems = stagedFile(Table.PROBLEMS);
    Path completions = stagedFile(Table.COMPLETIONS);
    Path scores = stagedFile(Table.SCORES);
    CompletionGrading grading = new CompletionGrading(runGrader.open());
    RunCounts counts = new RunCounts();
    Set<EngineRow> engines = new LinkedHashSet<>();
    CostCount cost = new CostCount();
    try (TableWriter problemRows = new TableWriter(Table.PROBLEMS, problems, conf);
        TableWriter completionRows = new TableWriter(Table.COMPLETIONS, completions, conf);
        TableWriter scoreRows = new TableWriter(Table.SCORES, scores, conf)) {
      for (Bucket bucket : part.buckets()) {
        JournalContents contents = journal.bucket(bucket.number()).read(protocolHash);
        contents.engines().forEach(engine -> engines.add(EngineRow.of(engine)));
        contents.completions().values().forEach(cost::add);
        for (ProblemRow problem : bucket.read(conf)) {
          problemRows.write(problem);
          counts.add(score(grading, problem, contents, completionRows, scoreRows));
        }
      }
    }
    Map<Table, String> files = new EnumMap<>(Table.class);
    files.put(Table.PROBLEMS, problems.getName());
    files.put(Table.COMPLETIONS, completions.getName());
    files.put(Table.SCORES, scores.getName());
    return new PartReport(files, counts, List.copyOf(engines), cost);
  }

  private ScoredProblem score(
      CompletionGrading grading,
      ProblemRow problem,
      JournalContents contents,
      TableWriter completionRows,
      TableWriter scoreRows)
      throws IOException {
    List<ScoredRollout> scores = new ArrayList<>();
    for (int rollout = 0; rollout < rollouts; rollout++) {
      CompletionKey key = new CompletionKey(problem.problemId(), rollout);
      CompletionRow completion = contents.completions().get(key);
      if (completion == null) {
        throw new IllegalStateException(
            runDirectory
                + ": the journal must hold rollout "
                + rollout
                + " of problem '"
                + problem.problemId()
                + "', but does not; start the command again to generate it");
      }
      CompletionGrading.Graded graded = grading.grade(problem, completion);
      completionRows.write(
          completion, new TextParts(graded.split().reasoning(), graded.split().answer()));
      scoreRows.write(completion, graded.row());
      scores.add(graded.rollout());
    }
    return grading.problem(problem, scores);
  }

  private Path stagedFile(Table table) {
    return new TableDirectory(new Path(runDirectory, table.word())).stagedFile();
  }
}
