package io.retort.job.generation;

import io.retort.job.journal.Journal;
import io.retort.job.journal.JournalBucket;
import io.retort.job.journal.JournalWriter;
import io.retort.job.journal.SegmentLimits;
import io.retort.job.likelihood.Question;
import io.retort.job.table.CompletionKey;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import io.retort.runtime.Completion;
import io.retort.runtime.Engine;
import io.retort.runtime.GenerationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one bucket: reads what its journal holds and generates only the rest, so that a first run,
 * a retry, a speculative copy and a resumed run are one path.
 */
final class BucketTask implements Function<Bucket, BucketReport> {

  private static final long serialVersionUID = 1L;

  // Two lines at TRACE for each rollout tell what was in flight when a process died: what it
  // started and did not finish.
  private static final Logger LOG = LoggerFactory.getLogger(BucketTask.class);

  // Prompts that are in memory at a time where options are scored; the engine cuts them into
  // passes.
  private static final int QUESTIONS = 256;

  private final GenerationPlan plan;
  private final SerializableConfiguration hadoop;

  BucketTask(GenerationPlan plan, SerializableConfiguration hadoop) {
    this.plan = plan;
    this.hadoop = hadoop;
  }

  @Override
  public BucketReport call(Bucket bucket) throws IOException {
    JournalBucket journal =
        new Journal(new Path(plan.journalRoot()), plan.buckets(), hadoop.value())
            .bucket(bucket.number());
    Set<CompletionKey> finished = journal.read(plan.protocolHash()).completions().keySet();
    List<Missing> missing = missing(bucket.read(hadoop.value()), finished);
    return missing.isEmpty()
        ? BucketReport.NOTHING
        : ExecutorEngine.use(plan, engine -> generate(engine, journal, missing));
  }

  private List<Missing> missing(List<ProblemRow> problems, Set<CompletionKey> finished) {
    List<Missing> missing = new ArrayList<>();
    for (ProblemRow problem : problems) {
      for (int rollout = 0; rollout < plan.rollouts(); rollout++) {
        if (!finished.contains(new CompletionKey(problem.problemId(), rollout))) {
          missing.add(new Missing(problem, rollout));
        }
      }
    }
    return missing;
  }

  private BucketReport generate(Engine engine, JournalBucket journal, List<Missing> missing) {
    SegmentLimits limits =
        new SegmentLimits(plan.rowsPerSegment(), Duration.ofSeconds(plan.secondsPerSegment()));
    Clock clock = Clock.systemUTC();
    try (JournalWriter writer =
        journal.writer(plan.protocolHash(), engine.description(), limits, clock)) {
      Finished finished = new Finished(engine, writer, clock);
      if (plan.isScored()) {
        score(new OptionScoring(engine), missing, finished);
        return finished.report(missing.size());
      }
      Iterator<GenerationRequest> requests =
          missing.stream()
              .flatMap(item -> finished.request(item).stream())
              .peek(this::traceStart)
              .iterator();
      TaskContext task = TaskContext.get();
      try {
        engine.generate(requests, task::isInterrupted).forEachRemaining(finished::accept);
      } catch (CancellationException e) {
        if (task.isInterrupted()) {
          throw new TaskKilledException("the task was cancelled while it generated");
        }
        throw e;
      }
      return finished.report(missing.size());
    } catch (IOException e) {
      throw new UncheckedIOException(plan.journalRoot() + ": the journal cannot be written", e);
    }
  }

  private void score(OptionScoring scoring, List<Missing> missing, Finished finished) {
    TaskContext task = TaskContext.get();
    for (int start = 0; start < missing.size(); start += QUESTIONS) {
      int end = Math.min(start + QUESTIONS, missing.size());
      List<Question> questions =
          missing.subList(start, end).stream()
              .flatMap(item -> finished.question(item.problem(), scoring).stream())
              .toList();
      scoring.score(
          questions,
          completion -> {
            if (task.isInterrupted()) {
              throw new TaskKilledException("the task was cancelled while it scored");
            }
            finished.accept(completion);
          });
    }
  }

  private void traceStart(GenerationRequest request) {
    LOG.trace("{}: {}/{} starts", plan.journalRoot(), request.problemId(), request.rollout());
  }

  /** A completion that the journal lacks. */
  private record Missing(ProblemRow problem, int rollout) {}

  /** A prompt and its hash, made once for all rollouts of a problem. */
  private record Prompt(List<Integer> tokens, String sha256) {

    static Prompt of(List<Integer> tokens) {
      String text = tokens.stream().map(String::valueOf).collect(Collectors.joining(","));
      return new Prompt(tokens, Sha256.of(text));
    }
  }

  /** Journals completions as they finish. */
  private final class Finished {

    private final Engine engine;
    private final JournalWriter writer;
    private final Clock clock;
    private final Map<String, Prompt> prompts = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private BucketReport report = BucketReport.NOTHING;

    Finished(Engine engine, JournalWriter writer, Clock clock) {
      this.engine = engine;
      this.writer = writer;
      this.clock = clock;
    }

    /**
     * The request for a completion, made while earlier ones run; a problem that gives no prompt is
     * journaled as an error.
     */
    Optional<GenerationRequest> request(Missing item) {
      String id = item.problem().problemId();
      Prompt prompt = prompts.computeIfAbsent(id, absent -> prompt(item.problem()));
      if (prompt.tokens().isEmpty()) {
        accept(Completion.failed(id, item.rollout(), Objects.requireNonNull(refused.get(id))));
        return Optional.empty();
      }
      return Optional.of(
          new GenerationRequest(id, item.rollout(), prompt.tokens(), plan.sampling()));
    }

    /** What is scored of a problem; one that gives no prompt is journaled as an error. */
    Optional<Question> question(ProblemRow problem, OptionScoring scoring) {
      String id = problem.problemId();
      try {
        Question question = scoring.question(problem);
        prompts.put(id, Prompt.of(question.promptIds()));
        return Optional.of(question);
      } catch (IllegalArgumentException e) {
        prompts.put(id, new Prompt(List.of(), ""));
        accept(Completion.failed(id, 0, "no prompt: " + e.getMessage()));
        return Optional.empty();
      }
    }

    private Prompt prompt(ProblemRow problem) {
      try {
        return Prompt.of(engine.prompt(problem.conversation()));
      } catch (IllegalArgumentException e) {
        refused.put(problem.problemId(), "no prompt: " + e.getMessage());
        return new Prompt(List.of(), "");
      }
    }

    void accept(Completion completion) {
      try {
        writer.add(row(completion));
      } catch (IOException e) {
        throw new UncheckedIOException(plan.journalRoot() + ": the journal cannot be written", e);
      }
      LOG.trace(
          "{}: {}/{} has finished",
          plan.journalRoot(),
          completion.problemId(),
          completion.rollout());
      int tokens = completion.tokens().size();
      report = report.plus(new BucketReport(1, tokens));
      ExecutorProgress.finished(tokens);
    }

    BucketReport report(int expected) {
      if (report.generated() != expected) {
        throw new IllegalStateException(
            "the engine must finish each of "
                + expected
                + " requests once, but handed over "
                + report.generated()
                + " completions");
      }
      return report;
    }

    private CompletionRow row(Completion completion) {
      Prompt prompt = Objects.requireNonNull(prompts.get(completion.problemId()));
      return new CompletionRow(
          plan.runId(),
          plan.protocolHash(),
          plan.modelFingerprint(),
          completion.problemId(),
          completion.rollout(),
          plan.sampling().seed(),
          prompt.sha256(),
          prompt.tokens().size(),
          completion.text(),
          completion.tokens().size(),
          completion.finishReason().word(),
          completion.error(),
          completion.sumLogprob(),
          completion.prefillMillis(),
          completion.decodeMillis(),
          SparkEnv.get().executorId(),
          engine.description().device(),
          engine.description().engineVersion(),
          clock.millis());
    }
  }
}
