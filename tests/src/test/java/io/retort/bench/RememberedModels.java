package io.retort.bench;

import io.retort.job.generation.Checkpoints;
import io.retort.job.generation.ModelFacts;
import io.retort.job.generation.ModelSource;
import io.retort.runtime.ChatMessage;
import io.retort.runtime.Completion;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineDescription;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.batching.BatchStatistics;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Real checkpoints, of which one engine of this JVM stays open and remembers what it was asked. */
record RememberedModels() implements ModelSource {

  /** In the order in which they were asked. */
  static final Collection<GenerationRequest> REQUESTS = new ConcurrentLinkedQueue<>();

  private static final long serialVersionUID = 1L;
  private static @Nullable Engine engine;

  /** The engine that was loaded first. */
  static synchronized Engine engine() {
    return Objects.requireNonNull(engine, "no engine was loaded");
  }

  /** What that engine has done, which is nothing before it is loaded. */
  static synchronized BatchStatistics statistics() {
    return engine == null ? BatchStatistics.NONE : engine.statistics();
  }

  @Override
  public ModelFacts facts(Path checkpoint) {
    return new Checkpoints().facts(checkpoint);
  }

  @Override
  public Engine load(Path checkpoint, EngineOptions options) {
    synchronized (RememberedModels.class) {
      if (engine == null) {
        engine = new Checkpoints().load(checkpoint, options);
      }
      return new Remembering(engine);
    }
  }

  private record Remembering(Engine engine) implements Engine {

    @Override
    public List<Integer> prompt(List<ChatMessage> messages) {
      return engine.prompt(messages);
    }

    @Override
    public CompletableFuture<Completion> submit(GenerationRequest request, IntConsumer onToken)
        throws InterruptedException {
      REQUESTS.add(request);
      return engine.submit(request, onToken);
    }

    @Override
    public Iterator<Completion> generate(
        Iterator<GenerationRequest> requests, BooleanSupplier isStopped) {
      return engine.generate(
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return requests.hasNext();
            }

            @Override
            public GenerationRequest next() {
              GenerationRequest request = requests.next();
              REQUESTS.add(request);
              return request;
            }
          },
          isStopped);
    }

    @Override
    public EngineDescription description() {
      return engine.description();
    }

    @Override
    public BatchStatistics statistics() {
      return engine.statistics();
    }

    /** It stays open for the next turn. */
    @Override
    public void close() {}
  }
}
