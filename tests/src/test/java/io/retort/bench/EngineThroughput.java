package io.retort.bench;

import io.retort.runtime.Completion;
import io.retort.runtime.DraftSource;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.Engines;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.batching.BatchStatistics;
import io.retort.runtime.program.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Rollouts of very unequal length on one engine: how full its batch is, how fast it is, and how
 * fast the same engine is under static batching, where a batch is only followed by the next when
 * its longest rollout has ended.
 *
 * <p>Run it with the path of a checkpoint and, if wished, name=value: rollouts (256), k (4), slots
 * (64), lanes (1), threads (all), mean (200), cap (2000), prompt (32), dtype (auto), weights
 * (packed), temperature (0.6), top_p (0.95), drafts (0), draft_source (lookup), devices (cpu),
 * estimates (true), static (true). Lengths are log-normal with a deviation of 1; a rollout is cut
 * at its length, so a checkpoint of random weights will do. Ended rollouts of a static batch cost
 * nothing here, which favours it: elsewhere they run on, padded.
 */
public final class EngineThroughput {

  private final Settings settings;

  private EngineThroughput(Settings settings) {
    this.settings = settings;
  }

  public static void main(String[] args) throws InterruptedException {
    Settings settings = new Settings(args);
    EngineOptions options =
        new EngineOptions(
                settings.text("dtype", "auto"),
                settings.whole("slots", 64),
                settings.whole("threads", Runtime.getRuntime().availableProcessors()),
                Weights.of(settings.text("weights", "packed")))
            .withLanes(settings.whole("lanes", 1))
            .withDrafts(settings.whole("drafts", 0))
            .withDraftSource(DraftSource.of(settings.text("draft_source", "lookup")))
            .withDevices(List.of(settings.text("devices", "cpu").split(",")));
    EngineThroughput bench = new EngineThroughput(settings);
    try (Engine engine = Engines.load(Path.of(args[0]), options)) {
      List<GenerationRequest> requests = bench.requests();
      engine.generate(requests.subList(0, Math.min(8, requests.size())), completion -> {});
      Result continuous = bench.run(engine, requests, requests.size());
      print("continuous", continuous, options.batchSize());
      if (settings.text("estimates", "true").equals("true")) {
        print(
            "estimates",
            bench.run(engine, estimated(requests), requests.size()),
            options.batchSize());
      }
      if (settings.text("static", "true").equals("true")) {
        Result fixed = bench.run(engine, requests, options.batchSize() * options.lanes());
        print("static", fixed, options.batchSize());
        System.out.printf(
            Locale.ROOT,
            "continuous over static %.2f; same tokens %s%n",
            fixed.seconds() / continuous.seconds(),
            fixed.tokens() == continuous.tokens() && fixed.hash() == continuous.hash());
      }
    }
  }

  private List<GenerationRequest> requests() {
    Random random = new Random(20261125);
    double mean = settings.whole("mean", 200);
    List<GenerationRequest> requests = new ArrayList<>();
    int k = settings.whole("k", 4);
    for (int problem = 0; problem < settings.whole("rollouts", 256) / k; problem++) {
      // Token ids of every vocabulary.
      List<Integer> prompt = random.ints(settings.whole("prompt", 32), 3, 600).boxed().toList();
      for (int rollout = 0; rollout < k; rollout++) {
        double length = Math.exp(Math.log(mean) - 0.5 + random.nextGaussian());
        int tokens = (int) Math.max(1, Math.min(settings.whole("cap", 2000), Math.round(length)));
        SamplingParams sampling =
            new SamplingParams(
                settings.number("temperature", 0.6), settings.number("top_p", 0.95), tokens, 1);
        requests.add(new GenerationRequest("p" + problem, rollout, prompt, sampling));
      }
    }
    return requests;
  }

  /** With their lengths told: the longest start first. */
  private static List<GenerationRequest> estimated(List<GenerationRequest> requests) {
    return requests.stream()
        .map(request -> request.expecting(request.sampling().maxNewTokens()))
        .toList();
  }

  private Result run(Engine engine, List<GenerationRequest> requests, int together)
      throws InterruptedException {
    BatchStatistics before = engine.statistics();
    List<Completion> completions = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < requests.size(); i += together) {
      List<CompletableFuture<Completion>> futures = new ArrayList<>();
      for (GenerationRequest request :
          requests.subList(i, Math.min(requests.size(), i + together))) {
        futures.add(engine.submit(request, token -> {}));
      }
      futures.forEach(future -> completions.add(future.join()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long tokens = completions.stream().mapToLong(c -> c.tokens().size()).sum();
    long hash = completions.stream().mapToLong(EngineThroughput::hash).sum();
    return new Result(seconds, tokens, hash, before, engine.statistics());
  }

  /** Independent of the order of completions. */
  static long hash(Completion completion) {
    return (31L * completion.problemId().hashCode() + completion.rollout())
        * (1 + 31L * completion.tokens().hashCode() + Double.hashCode(completion.sumLogprob()));
  }

  private static void print(String name, Result result, int slots) {
    BatchStatistics a = result.before();
    BatchStatistics b = result.after();
    BatchStatistics.Steps all = b.all().since(a.all());
    BatchStatistics.Steps full = b.full().since(a.full());
    double steps = all.steps();
    double fullSteps = Math.max(1, full.steps());
    System.out.printf(
        Locale.ROOT,
        "%-10s %d tokens in %.1f s, %.1f tokens/s; %.1f sequences a step, %.1f of %d (%.1f %%) and"
            + " %.1f tokens/s while more waited%n",
        name,
        result.tokens(),
        result.seconds(),
        result.tokens() / result.seconds(),
        all.sequences() / steps,
        full.sequences() / fullSteps,
        slots,
        100 * full.sequences() / fullSteps / slots,
        full.sequences() * 1e9 / Math.max(1, full.nanos()));
    System.out.printf(
        Locale.ROOT,
        "           a step: %.2f ms guessing, %.2f ms native, %.2f ms drawing, %.3f ms scheduling; prompts: %d of %d"
            + " tokens read in %.1f s; guesses right %d of %d; set aside %d%n",
        all.draftingNanos() / steps / 1e6,
        all.nativeNanos() / steps / 1e6,
        all.drawingNanos() / steps / 1e6,
        all.schedulingNanos() / steps / 1e6,
        b.readTokens() - a.readTokens(),
        b.promptTokens() - a.promptTokens(),
        (b.readNanos() - a.readNanos()) / 1e9,
        all.accepted(),
        all.drafted(),
        b.setAside() - a.setAside());
  }

  private record Result(
      double seconds, long tokens, long hash, BatchStatistics before, BatchStatistics after) {}
}
