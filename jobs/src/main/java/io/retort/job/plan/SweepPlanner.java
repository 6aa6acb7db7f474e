package io.retort.job.plan;

import io.retort.job.config.CostConfig;
import io.retort.job.config.InvalidInputException;
import io.retort.job.run.PreparedRun;
import io.retort.job.run.Protocol;
import io.retort.runtime.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plans a sweep from its checked runs: tokenizers, headers and journals are read, no weights. */
public final class SweepPlanner {

  static final String LETTER = "one letter each: options are scored, nothing is generated";
  static final String OWN_LENGTH = "the mean of the run's own completions so far";
  static final String OTHER_LENGTH =
      "the mean of the same model's completions of the same benchmark in this sweep";
  static final String SET_LENGTH = "cost.completion_tokens";
  static final String LONGEST = "sampling.max_new_tokens, the most there can be";
  static final String OWN_SPEED = "measured in the run so far";
  static final String MODEL_SPEED = "measured in other runs of the model in this sweep";
  static final String SET_SPEED = "cost.tokens_per_second";
  static final String NO_SPEED =
      "unknown: nothing was generated yet and cost.tokens_per_second is not set (retort bench"
          + " measures it)";

  private static final double SECONDS_PER_HOUR = 3600;

  private final List<SweepRun> runs;
  private final Map<SweepRun, Made> made = new LinkedHashMap<>();
  private final Map<List<String>, Prompts> prompts = new LinkedHashMap<>();

  public SweepPlanner(List<SweepRun> runs) {
    this.runs = List.copyOf(runs);
  }

  /**
   * The plan.
   *
   * @param directory of the sweep
   * @throws InvalidInputException if a chat template refuses a problem
   */
  public SweepPlan plan(String directory) throws IOException {
    List<String> problems = new ArrayList<>();
    for (SweepRun run : runs) {
      made.put(run, Made.read(run.prepared()));
      try {
        prompts.computeIfAbsent(prompting(run), key -> measured(run));
      } catch (IllegalArgumentException e) {
        problems.add(run.combination().name() + ": no prompt: " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return new SweepPlan(
        directory,
        runs.stream().map(this::plan).toList(),
        memory(),
        prompts.values().stream().map(Prompts::first).toList());
  }

  /** What decides how a run's problems are prompted. */
  private static List<String> prompting(SweepRun run) {
    Map<String, String> protocol = run.prepared().manifest().protocol();
    return List.of(
        run.combination().benchmark(),
        protocol.getOrDefault("prompt.protocol_sha256", ""),
        protocol.getOrDefault("prompt.few_shots_sha256", ""),
        protocol.getOrDefault("prompt.tokenizer_sha256", ""),
        protocol.getOrDefault("prompt.chat_template_sha256", ""));
  }

  private static Prompts measured(SweepRun run) {
    return Prompts.of(
        checkpoint(run),
        run.combination().benchmark(),
        run.combination().model(),
        run.prepared().problems(),
        isScored(run));
  }

  private static boolean isScored(SweepRun run) {
    return Protocol.isScored(run.prepared().manifest().protocol());
  }

  private static Path checkpoint(SweepRun run) {
    return Path.of(run.prepared().manifest().model());
  }

  private RunPlan plan(SweepRun run) {
    PreparedRun prepared = run.prepared();
    CostConfig cost = prepared.generation().cost();
    Made own = Objects.requireNonNull(made.get(run));
    long completions = (long) prepared.problems().size() * prepared.manifest().rollouts();
    long missing = completions - own.completions();
    Estimate length = length(run);
    Optional<Estimate> speed = speed(run);
    long tokens = Math.round(missing * length.value());
    Double hours = speed.map(known -> tokens / known.value() / SECONDS_PER_HOUR).orElse(null);
    return new RunPlan(
        run.combination().benchmark(),
        run.combination().model(),
        run.combination().preset(),
        prepared.directory().display(),
        PlannedSetting.of(run.combination()),
        prepared.problems().size(),
        prepared.manifest().rollouts(),
        completions,
        own.completions(),
        Math.round(missing * promptsOf(run).meanTokens()),
        tokens,
        length.basis(),
        speed.map(Estimate::value).orElse(null),
        speed.map(Estimate::basis).orElse(NO_SPEED),
        hours,
        dollars(hours, cost));
  }

  private static @Nullable Double dollars(@Nullable Double hours, CostConfig cost) {
    return hours == null || cost.pricePerHour() == 0 ? null : hours * cost.pricePerHour();
  }

  private Prompts promptsOf(SweepRun run) {
    return Objects.requireNonNull(prompts.get(prompting(run)));
  }

  /** Mean tokens of a completion, from the nearest thing that tells. */
  private Estimate length(SweepRun run) {
    Made own = Objects.requireNonNull(made.get(run));
    Made others =
        sum(
            other ->
                isOfSameModel(other, run)
                    && other.combination().benchmark().equals(run.combination().benchmark()));
    int most = run.prepared().generation().sampling().maxNewTokens();
    int assumed = run.prepared().generation().cost().completionTokens();
    if (isScored(run)) {
      return new Estimate(1, LETTER);
    }
    if (own.completions() > 0) {
      return new Estimate(own.meanTokens(), OWN_LENGTH);
    }
    if (others.completions() > 0) {
      return new Estimate(Math.min(most, others.meanTokens()), OTHER_LENGTH);
    }
    return assumed > 0
        ? new Estimate(Math.min(most, assumed), SET_LENGTH)
        : new Estimate(most, LONGEST);
  }

  /** Tokens per second of one device, from the nearest thing that tells. */
  private Optional<Estimate> speed(SweepRun run) {
    Made own = Objects.requireNonNull(made.get(run));
    Made others = sum(other -> isOfSameModel(other, run));
    double assumed = run.prepared().generation().cost().tokensPerSecond();
    if (own.hasSpeed()) {
      return Optional.of(new Estimate(own.tokensPerSecond(), OWN_SPEED));
    }
    if (others.hasSpeed()) {
      return Optional.of(new Estimate(others.tokensPerSecond(), MODEL_SPEED));
    }
    return assumed > 0 ? Optional.of(new Estimate(assumed, SET_SPEED)) : Optional.empty();
  }

  private static boolean isOfSameModel(SweepRun a, SweepRun b) {
    return a.combination().model().equals(b.combination().model());
  }

  private Made sum(Predicate<SweepRun> chosen) {
    return made.entrySet().stream()
        .filter(entry -> chosen.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(new Made(0, 0, 0), Made::plus);
  }

  /** Each model with the longest sequences that one of its runs may have. */
  private List<ModelMemory> memory() {
    Map<String, ModelMemory> memory = new LinkedHashMap<>();
    Map<Path, Checkpoint> checkpoints = new HashMap<>();
    for (SweepRun run : runs) {
      ModelMemory needed =
          ModelMemory.of(
              run.combination().model(),
              checkpoints.computeIfAbsent(checkpoint(run), Checkpoint::open),
              run.prepared().generation().engine(),
              promptsOf(run).longest() + run.prepared().generation().sampling().maxNewTokens());
      memory.merge(needed.model(), needed, (a, b) -> a.positions() >= b.positions() ? a : b);
    }
    return List.copyOf(memory.values());
  }

  /** A number and what it rests on. */
  private record Estimate(double value, String basis) {}
}
