package io.retort.job;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Problem;
import io.retort.job.generation.ModelFacts;
import io.retort.job.generation.ModelSource;
import io.retort.runtime.ChatMessage;
import io.retort.runtime.Completion;
import io.retort.runtime.EndingScores;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineDescription;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.FinishReason;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.PromptEndings;
import io.retort.runtime.batching.BatchStatistics;
import io.retort.runtime.batching.CompletionWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * A model that knows the answers and gives the right one with a fixed probability, keyed by seed,
 * problem and rollout like the real one.
 *
 * @param name makes up the fingerprint
 * @param answers target by problem id
 * @param percentRight how often it is right; of the rest a third each is wrong, cut off, unparsed
 * @param diesAfter completions after which the engine fails, over all engines of this JVM
 */
record FakeModels(String name, Map<String, String> answers, int percentRight, int diesAfter)
    implements ModelSource {

  /** Completions made by all engines since the last reset. */
  static final AtomicInteger MADE = new AtomicInteger();

  /** Engines loaded since the last reset. */
  static final AtomicInteger LOADED = new AtomicInteger();

  /** Engines open now, and the most at a time since the last reset. */
  static final AtomicInteger OPEN = new AtomicInteger();

  static final AtomicInteger MOST_OPEN = new AtomicInteger();

  private static final long serialVersionUID = 1L;

  static FakeModels knowing(Benchmark benchmark, int percentRight) {
    return new FakeModels(
        "fake",
        benchmark.problems().stream().collect(Collectors.toMap(Problem::id, Problem::target)),
        percentRight,
        Integer.MAX_VALUE);
  }

  FakeModels named(String newName) {
    return new FakeModels(newName, answers, percentRight, diesAfter);
  }

  FakeModels dyingAfter(int completions) {
    return new FakeModels(name, answers, percentRight, completions);
  }

  @Override
  public ModelFacts facts(Path checkpoint) {
    if (Files.exists(checkpoint.resolve("broken"))) {
      throw new IllegalArgumentException(checkpoint + ": config.json must be there, but is not");
    }
    return new ModelFacts(fingerprint(), "t".repeat(64), "c".repeat(64));
  }

  @Override
  public Engine load(Path checkpoint, EngineOptions options) {
    LOADED.incrementAndGet();
    MOST_OPEN.accumulateAndGet(OPEN.incrementAndGet(), Math::max);
    return new FakeEngine();
  }

  private String fingerprint() {
    return (name + "-").repeat(64).substring(0, 64);
  }

  private final class FakeEngine implements Engine {

    @Override
    public List<Integer> prompt(List<ChatMessage> messages) {
      return messages.get(0).content().chars().boxed().toList();
    }

    @Override
    public List<Integer> text(String text) {
      return text.chars().boxed().toList();
    }

    /** B is the letter that this model likes best. */
    @Override
    public void scoreEndings(List<PromptEndings> prompts, Consumer<EndingScores> onScored) {
      if (prompts.stream().anyMatch(prompted -> prompted.prompt().contains((int) '!'))) {
        throw new IllegalArgumentException("the fake fears exclamation marks");
      }
      for (PromptEndings prompted : prompts) {
        onScored.accept(
            new EndingScores(
                prompted.endings().stream()
                    .map(ending -> ending.stream().map(id -> id == 'B' ? -0.25f : -1f).toList())
                    .toList(),
                1));
      }
    }

    @Override
    public CompletableFuture<Completion> submit(GenerationRequest request, IntConsumer onToken) {
      if (MADE.get() >= diesAfter) {
        throw new IllegalStateException("the fake engine died");
      }
      MADE.incrementAndGet();
      return CompletableFuture.completedFuture(completion(request));
    }

    @Override
    public Iterator<Completion> generate(
        Iterator<GenerationRequest> requests, BooleanSupplier isStopped) {
      return new CompletionWindow(requests, 1, r -> submit(r, token -> {}), isStopped);
    }

    @Override
    public BatchStatistics statistics() {
      return BatchStatistics.NONE;
    }

    private Completion completion(GenerationRequest request) {
      String id = request.problemId();
      Random random = new Random(31L * (id.hashCode() + 31L * request.rollout()));
      random.nextInt(); // the first draws of nearby seeds are alike
      int draw = random.nextInt(100);
      String answer = answers.getOrDefault(id, "no such problem");
      if (draw < percentRight) {
        return completion(request, FinishReason.STOP, "so\n</think>\n\n\\boxed{" + answer + "}");
      }
      return switch (draw % 3) {
        case 0 -> completion(request, FinishReason.STOP, "so\n</think>\n\n\\boxed{-999983}");
        case 1 -> completion(request, FinishReason.LENGTH, "so and so and so");
        default -> completion(request, FinishReason.STOP, "so\n</think>\n\nI cannot say.");
      };
    }

    private Completion completion(GenerationRequest request, FinishReason reason, String text) {
      List<Integer> tokens = text.chars().boxed().toList();
      return new Completion(
          request.problemId(), request.rollout(), tokens, text, reason, "", -1.5, List.of(), 3, 7);
    }

    @Override
    public EngineDescription description() {
      return new EngineDescription(fingerprint(), "0.1.0", "none", "cpu", "fake", "float32");
    }

    @Override
    public void close() {
      OPEN.decrementAndGet();
    }
  }
}
