package io.retort.job.run;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Problem;
import io.retort.benchmark.protocol.Presets;
import io.retort.grader.Grader;
import io.retort.job.config.GenerationConfig;
import io.retort.job.config.InvalidInputException;
import io.retort.job.generation.ModelFacts;
import io.retort.job.generation.ModelSource;
import io.retort.job.grade.RunGrader;
import io.retort.job.table.ProblemRow;
import io.retort.runtime.Engines;
import io.retort.runtime.SamplingParams;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * Checks everything about a run before a model is loaded or a file written: directory, benchmark,
 * targets, checkpoint, and a run that lies in the directory already.
 */
public final class RunPreparation {

  static final String FINGERPRINT = "model.fingerprint";

  private static final int FEWEST_BUCKETS = 8;
  private static final int MOST_BUCKETS = 4096;
  private static final int SHOWN_TARGETS = 10;

  private final ModelSource models;
  private final Clock clock;
  private final List<String> problems;

  /**
   * A preparation that goes on where reading the settings ended.
   *
   * @param found problems found so far
   */
  public RunPreparation(ModelSource models, Clock clock, List<String> found) {
    this.models = models;
    this.clock = clock;
    this.problems = new ArrayList<>(found);
  }

  /**
   * Checks a run.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  public PreparedRun prepare(RunRequest request, Configuration hadoop) {
    Optional<RunDirectory> directory = attempt(() -> RunDirectory.at(request.directory(), hadoop));
    directory.ifPresent(
        run ->
            attempt(
                () -> {
                  run.requireWritable();
                  return run;
                }));
    Optional<Benchmark> benchmark = attempt(request.benchmark());
    Optional<RunGrader> grader = benchmark.flatMap(opened -> attempt(() -> RunGrader.of(opened)));
    grader.ifPresent(judge -> checkTargets(benchmark.orElseThrow(), judge.open()));
    benchmark.ifPresent(opened -> checkRollouts(opened, request.generation().rollouts()));
    Optional<Path> model = attempt(() -> ModelPath.resolve(request.generation().model()));
    Optional<ModelFacts> facts =
        model.flatMap(
            path ->
                attempt(
                    () -> {
                      Engines.verify(path, request.generation().engine());
                      return models.facts(path);
                    }));
    Optional<RunManifest> existing =
        directory.flatMap(run -> attempt(run::manifest)).flatMap(manifest -> manifest);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    List<Problem> asked = limited(benchmark.orElseThrow(), request.limit());
    Protocol protocol =
        protocol(
            benchmark.orElseThrow(),
            asked.size(),
            request.generation(),
            facts.orElseThrow(),
            grader.orElseThrow());
    SortedMap<String, String> identity = identity(request.generation(), facts.orElseThrow());
    existing.ifPresent(run -> requireSame(run, protocol, identity, directory.orElseThrow()));
    RunManifest manifest =
        existing.orElseGet(
            () -> manifest(request, protocol, identity, model.orElseThrow(), asked.size()));
    return new PreparedRun(directory.orElseThrow(), manifest, asked, request.generation());
  }

  /** The value, or empty with the reason added to the problems. */
  private <T> Optional<T> attempt(Supplier<T> supplier) {
    try {
      return Optional.of(supplier.get());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      problems.add(oneLine(e));
      return Optional.empty();
    }
  }

  private void checkRollouts(Benchmark benchmark, int rollouts) {
    if (rollouts > 1 && Presets.named(benchmark.protocol()).isScored()) {
      problems.add(
          "sampling.rollouts must be 1 where protocol '"
              + benchmark.protocol()
              + "' scores the options, because every rollout is the same, but was "
              + rollouts);
    }
  }

  private void checkTargets(Benchmark benchmark, Grader grader) {
    List<String> unreadable = new ArrayList<>();
    for (Problem problem : benchmark.problems()) {
      String where = "benchmark '" + benchmark.name() + "', problem '" + problem.id() + "': ";
      for (String target : ProblemRow.of(problem).targets()) {
        grader.problemWithTarget(target).ifPresent(why -> unreadable.add(where + why));
      }
    }
    problems.addAll(unreadable.subList(0, Math.min(SHOWN_TARGETS, unreadable.size())));
    if (unreadable.size() > SHOWN_TARGETS) {
      problems.add(
          "benchmark '"
              + benchmark.name()
              + "': "
              + (unreadable.size() - SHOWN_TARGETS)
              + " more targets cannot be graded against");
    }
  }

  private static List<Problem> limited(Benchmark benchmark, int limit) {
    List<Problem> all = benchmark.problems();
    return limit == 0 ? all : all.subList(0, Math.min(limit, all.size()));
  }

  private static Protocol protocol(
      Benchmark benchmark,
      int asked,
      GenerationConfig generation,
      ModelFacts facts,
      RunGrader grader) {
    SamplingParams sampling = generation.sampling();
    SortedMap<String, String> entries = new TreeMap<>();
    entries.put("benchmark.name", benchmark.name());
    entries.put("benchmark.version", benchmark.version());
    entries.put("benchmark.sha256", benchmark.sha256());
    entries.put("benchmark.problems", String.valueOf(asked));
    entries.put(Protocol.PRESET, benchmark.protocol());
    entries.put("prompt.protocol_sha256", Presets.named(benchmark.protocol()).sha256());
    if (benchmark.shots().count() > 0) {
      entries.put("prompt.few_shots", String.valueOf(benchmark.shots().count()));
      entries.put("prompt.few_shots_sha256", benchmark.shots().sha256());
    }
    entries.put("prompt.tokenizer_sha256", facts.tokenizerSha256());
    entries.put("prompt.chat_template_sha256", facts.chatTemplateSha256());
    entries.put("sampling.rollouts", String.valueOf(generation.rollouts()));
    entries.put("sampling.temperature", String.valueOf(sampling.temperature()));
    entries.put("sampling.top_p", String.valueOf(sampling.topP()));
    entries.put("sampling.top_k", String.valueOf(sampling.topK()));
    entries.put("sampling.min_p", String.valueOf(sampling.minP()));
    entries.put("sampling.repetition_penalty", String.valueOf(sampling.repetitionPenalty()));
    entries.put("sampling.max_new_tokens", String.valueOf(sampling.maxNewTokens()));
    if (!sampling.stopStrings().isEmpty()) {
      entries.put("sampling.stop", quoted(sampling.stopStrings()));
    }
    entries.putAll(grader.entries());
    return new Protocol(entries);
  }

  private static String quoted(List<String> texts) {
    return texts.stream()
        .map(text -> "'" + text.replace("\\", "\\\\").replace("\n", "\\n") + "'")
        .collect(Collectors.joining(", "));
  }

  private static SortedMap<String, String> identity(GenerationConfig generation, ModelFacts facts) {
    SortedMap<String, String> identity = new TreeMap<>();
    identity.put(FINGERPRINT, facts.fingerprint());
    identity.put("model.dtype", generation.engine().dtype());
    identity.put("model.weights", generation.engine().weights().word());
    identity.put("sampling.seed", String.valueOf(generation.sampling().seed()));
    return identity;
  }

  private static void requireSame(
      RunManifest run,
      Protocol protocol,
      SortedMap<String, String> identity,
      RunDirectory directory) {
    List<String> differences =
        new ArrayList<>(Protocol.differences(run.protocol(), protocol.entries()));
    differences.addAll(Protocol.differences(run.identity(), identity));
    if (!differences.isEmpty()) {
      throw new InvalidInputException(
          List.of(
              directory.display()
                  + " must be free or hold this very run, but the run there and this one differ in "
                  + String.join("; ", differences)
                  + "; give another run directory"));
    }
  }

  private RunManifest manifest(
      RunRequest request,
      Protocol protocol,
      SortedMap<String, String> identity,
      Path model,
      int asked) {
    GenerationConfig generation = request.generation();
    String hash = protocol.hash();
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(clock.instant());
    return new RunManifest(
        RunManifest.FORMAT,
        protocol.entries().get("benchmark.name") + "-" + time + "-" + hash.substring(0, 8),
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        request.settings(),
        protocol.entries(),
        hash,
        identity,
        model.toString(),
        asked,
        generation.rollouts(),
        buckets(generation, asked),
        RunManifest.SEED_POLICY,
        Versions.all(),
        List.of());
  }

  /**
   * As set, or about two engine batches to a bucket, so that few batches run nearly empty; but not
   * so few that the cores of a small machine wait for work.
   */
  private static int buckets(GenerationConfig generation, int asked) {
    int set = generation.journal().buckets();
    long completions = (long) asked * generation.rollouts();
    long full = completions / (2L * generation.engine().batchSize());
    return set > 0 ? set : (int) Math.max(FEWEST_BUCKETS, Math.min(MOST_BUCKETS, full));
  }

  private static String oneLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
  }
}
