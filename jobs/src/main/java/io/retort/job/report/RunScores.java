package io.retort.job.report;

import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.ScoreVersions;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableReader;
import io.retort.metric.ProblemScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scores of a finished run, read from its tables.
 *
 * @param directory of the run
 * @param manifest of the run
 * @param problems by id
 * @param scores of each problem, by rollout
 */
record RunScores(
    RunDirectory directory,
    RunManifest manifest,
    SortedMap<String, ProblemRow> problems,
    SortedMap<String, List<ScoreRow>> scores) {

  RunScores {
    problems = Collections.unmodifiableSortedMap(new TreeMap<>(problems));
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }

  static RunScores read(RunDirectory run, RunManifest manifest) throws IOException {
    SortedMap<String, ProblemRow> problems = new TreeMap<>();
    new TableReader(run.table(Table.PROBLEMS), run.hadoop())
        .forEach(ProblemRow.class, problem -> problems.put(problem.problemId(), problem));
    SortedMap<String, List<ScoreRow>> scores = new TreeMap<>();
    new TableReader(ScoreVersions.read(run, manifest).current().table(run), run.hadoop())
        .forEach(
            ScoreRow.class,
            row -> scores.computeIfAbsent(row.problemId(), id -> new ArrayList<>()).add(row));
    return new RunScores(run, manifest, problems, scores);
  }

  /** How often a problem was answered correctly; it must be one of this run. */
  ProblemScore score(String problemId) {
    List<ScoreRow> rows = scores.getOrDefault(problemId, List.of());
    return new ProblemScore((int) rows.stream().filter(ScoreRow::isCorrect).count(), rows.size());
  }

  /** How many completions have an outcome. */
  long count(String outcome) {
    return scores.values().stream()
        .flatMap(List::stream)
        .filter(row -> row.outcome().equals(outcome))
        .count();
  }
}
