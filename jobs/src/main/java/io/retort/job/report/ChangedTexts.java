package io.retort.job.report;

import io.retort.job.table.CompletionKey;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableReader;
import io.retort.metric.ScorePair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds, for changed problems, one telling completion of each run. */
final class ChangedTexts {

  private final RunScores baseline;
  private final RunScores candidate;

  ChangedTexts(RunScores baseline, RunScores candidate) {
    this.baseline = baseline;
    this.candidate = candidate;
  }

  /** The problems with these ids, in this order. */
  List<ChangedProblem> read(List<String> ids, PairedProblems paired) throws IOException {
    Map<String, ScoreRow> fromBaseline = new HashMap<>();
    Map<String, ScoreRow> fromCandidate = new HashMap<>();
    for (String id : ids) {
      ScorePair pair = Objects.requireNonNull(paired.pairs().get(id));
      boolean isBetter = pair.difference() > 0;
      fromBaseline.put(id, telling(baseline, id, !isBetter));
      fromCandidate.put(id, telling(candidate, id, isBetter));
    }
    Map<CompletionKey, String> baselineTexts = texts(baseline, fromBaseline.values());
    Map<CompletionKey, String> candidateTexts = texts(candidate, fromCandidate.values());
    List<ChangedProblem> changed = new ArrayList<>();
    for (String id : ids) {
      ProblemRow problem = Objects.requireNonNull(paired.problems().get(id));
      changed.add(
          new ChangedProblem(
              id,
              problem.messages(),
              problem.target(),
              side(baseline, Objects.requireNonNull(fromBaseline.get(id)), baselineTexts),
              side(candidate, Objects.requireNonNull(fromCandidate.get(id)), candidateTexts)));
    }
    return changed;
  }

  /** The first rollout that is correct, or that is not; a changed problem has one in each run. */
  private static ScoreRow telling(RunScores run, String id, boolean isCorrect) {
    return run.scores().getOrDefault(id, List.of()).stream()
        .filter(row -> row.isCorrect() == isCorrect)
        .findFirst()
        .orElseThrow();
  }

  private static Map<CompletionKey, String> texts(RunScores run, Collection<ScoreRow> rows)
      throws IOException {
    Set<CompletionKey> wanted = new HashSet<>();
    rows.forEach(row -> wanted.add(row.key()));
    Map<CompletionKey, String> texts = new HashMap<>();
    new TableReader(run.directory().table(Table.COMPLETIONS), run.directory().hadoop())
        .forEach(
            CompletionRow.class,
            row -> {
              if (wanted.contains(row.key())) {
                texts.put(row.key(), row.error().isEmpty() ? row.completionText() : row.error());
              }
            });
    return texts;
  }

  private static ChangedProblem.Side side(
      RunScores run, ScoreRow row, Map<CompletionKey, String> texts) {
    return new ChangedProblem.Side(
        run.score(row.problemId()).correct(),
        run.score(row.problemId()).rollouts(),
        row.rollout(),
        row.outcome(),
        row.explanation(),
        Objects.requireNonNull(texts.get(row.key())));
  }
}
