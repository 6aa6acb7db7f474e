package io.retort.bench;

import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.ScoreVersion;
import io.retort.job.run.ScoreVersions;
import io.retort.job.score.GenerationTime;
import io.retort.job.score.Regrading;
import io.retort.job.score.RunCounts;
import io.retort.job.score.RunMetrics;
import io.retort.job.score.ScoredProblem;
import io.retort.job.score.ScoredRollout;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.MessageRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableWriter;
import io.retort.job.table.TextParts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How many stored completions {@code retort grade --run} grades again in a second, all of it: two
 * tables read, the new one and the list of changes written, metrics computed.
 *
 * <p>Run it with a folder for the run, the number of completions, the number of cores and, if
 * wished, the number of passes; 0 only makes the run. The run is made first, if the folder holds
 * none: synthetic completions of about 800 characters in R1 format whose answers are spread over
 * forms as the targets of public mathematics sets are (integers 45 %, fractions, expressions,
 * letters, radicals, lists, vectors, decimals, words), 3 in 4 right, and a first grading that finds
 * none right, so that most verdicts change.
 */
public final class RegradeThroughput {

  private static final int ROLLOUTS = 4;
  private static final int PROBLEMS_PER_PART = 2_500; // 10,000 rows, as a sweep writes them
  private static final long SEED = 20_260_101;
  private static final String METRICS = "metrics.json";
  private static final String REASONING =
      "First I write down what is given, then I look for a relation between the quantities. ";

  /** A target, the same answer in another form, and another answer. */
  private record Answers(String target, String same, String other) {}

  private RegradeThroughput() {}

  public static void main(String[] args) throws IOException {
    RunDirectory run = RunDirectory.at(args[0], new Configuration());
    int rows = Integer.parseInt(args[1]);
    int cores = Integer.parseInt(args[2]);
    RunManifest manifest = manifest(rows / ROLLOUTS);
    if (run.manifest().isEmpty()) {
      write(run, manifest);
    }
    SparkConf conf =
        new SparkConf()
            .setMaster("local[" + cores + "]")
            .setAppName("regrade")
            .set("spark.ui.enabled", "false");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      int passes = args.length > 3 ? Integer.parseInt(args[3]) : 1;
      for (int pass = 0; pass < passes; pass++) {
        ScoreVersion version =
            ScoreVersions.read(run, manifest).next(manifest, "math", "", Instant.now());
        long start = System.nanoTime();
        Regrading done = Regrading.run(spark, run, manifest, version, METRICS);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%,d rows in %.1f s on %d cores: %,.0f rows/s, %,.0f rows/s per core;"
                + " %,d changed, pass@1 %.3f%n",
            rows,
            seconds,
            cores,
            rows / seconds,
            rows / seconds / cores,
            done.changed(),
            done.metrics().all().passAtOne());
      }
    }
  }

  private static void write(RunDirectory run, RunManifest manifest) throws IOException {
    Random random = new Random(SEED);
    int parts = (manifest.problems() + PROBLEMS_PER_PART - 1) / PROBLEMS_PER_PART;
    for (int part = 0; part < parts; part++) {
      int first = part * PROBLEMS_PER_PART;
      int end = Math.min(manifest.problems(), first + PROBLEMS_PER_PART);
      String name = String.format(Locale.ROOT, "part-%05d.parquet", part);
      try (TableWriter problems = writer(run, Table.PROBLEMS, name);
          TableWriter completions = writer(run, Table.COMPLETIONS, name);
          TableWriter scores = writer(run, Table.SCORES, name)) {
        for (int i = first; i < end; i++) {
          write("p" + i, i % 5 + 1, random, problems, completions, scores);
        }
      }
    }
    run.writeManifest(manifest);
    ScoredRollout none = new ScoredRollout("unparsed", 0, "", 200, true);
    RunCounts counts = new RunCounts();
    counts.add(new ScoredProblem("p0", "", 1, "", List.of(none, none, none, none)));
    run.writeJson(
        METRICS, RunMetrics.of(manifest, counts, Optional.empty(), GenerationTime.NONE, null));
  }

  private static void write(
      String id,
      int level,
      Random random,
      TableWriter problems,
      TableWriter completions,
      TableWriter scores)
      throws IOException {
    Answers answers = answers(random);
    problems.write(
        new ProblemRow(
            id,
            "synthetic",
            List.of(new MessageRow("user", "What is it?")),
            answers.target(),
            List.of(),
            List.of(),
            "",
            level));
    for (int rollout = 0; rollout < ROLLOUTS; rollout++) {
      String answer = random.nextInt(4) == 0 ? answers.other() : answers.same();
      String reasoning = REASONING.repeat(8) + "So it is " + answer + ".";
      String last = "The answer is $\\boxed{" + answer + "}$.";
      CompletionRow completion = completion(id, rollout, reasoning + "\n</think>\n\n" + last);
      completions.write(completion, new TextParts(reasoning, last));
      scores.write(
          completion,
          new ScoreRow(
              id, rollout, "none", "0", "unparsed", "", answers.target(), "not graded", true, 0));
    }
  }

  /** Forms by how often they are targets, of 100. */
  private static Answers answers(Random random) {
    int a = random.nextInt(2, 1_000);
    int b = random.nextInt(2, 60);
    int form = random.nextInt(100);
    if (form < 45) {
      return new Answers("" + a * b, String.format(Locale.ROOT, "%,d", a * b), "" + (a * b + 1));
    }
    if (form < 57) {
      return new Answers("\\frac{" + a + "}{" + b + "}", 3 * a + "/" + 3 * b, (a + 1) + "/" + b);
    }
    if (form < 69) {
      return new Answers(
          a + "n^2 + " + b + "n + 1", "1+n(" + a + "n+" + b + ")", a + "n^2 - " + b + "n + 1");
    }
    if (form < 75) {
      String letter = String.valueOf((char) ('A' + a % 5));
      return new Answers(
          letter, "\\text{(" + letter + ")}", String.valueOf((char) ('A' + (a + 1) % 5)));
    }
    if (form < 81) {
      return new Answers(
          a + "\\sqrt{" + 4 * b + "}", 2 * a + "\\sqrt{" + b + "}", a + "\\sqrt{" + b + "}");
    }
    if (form < 87) {
      return new Answers(a + ", -" + b, "-" + b + ", " + a, a + ", " + b);
    }
    if (form < 93) {
      return new Answers(
          "\\left(" + a + ", \\frac{" + b + "}{2}\\right)",
          "(" + a + ", " + b / 2.0 + ")",
          "(" + b / 2.0 + ", " + a + ")");
    }
    if (form < 97) {
      return new Answers(a + ".25", a + "\\frac{1}{4}", a + ".26");
    }
    return new Answers("\\text{parabola}", "a parabola", "an ellipse");
  }

  private static CompletionRow completion(String id, int rollout, String text) {
    return new CompletionRow(
        "synthetic",
        "p".repeat(64),
        "f".repeat(64),
        id,
        rollout,
        SEED,
        "a".repeat(64),
        40,
        text,
        text.length() / 4,
        "stop",
        "",
        -20.5,
        10,
        900,
        "driver",
        "cpu",
        "0.1.0",
        1_767_225_600_000L);
  }

  private static TableWriter writer(RunDirectory run, Table table, String name) throws IOException {
    return new TableWriter(table, new Path(run.table(table), name), run.hadoop());
  }

  private static RunManifest manifest(int problems) {
    TreeMap<String, String> protocol = new TreeMap<>();
    protocol.put("benchmark.name", "synthetic");
    protocol.put("grader.name", "none");
    protocol.put("grader.version", "0");
    return new RunManifest(
        RunManifest.FORMAT,
        "synthetic",
        "2026-01-01T00:00:00Z",
        new TreeMap<>(),
        protocol,
        "p".repeat(64),
        new TreeMap<>(),
        "none",
        problems,
        ROLLOUTS,
        1,
        RunManifest.SEED_POLICY,
        new TreeMap<>(),
        List.of());
  }
}
