package io.retort.job.generation;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.retort.runtime.ChatMessage;
import io.retort.runtime.Completion;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineDescription;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.batching.BatchStatistics;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutorEngineTest {

  private static final AtomicInteger LOADED = new AtomicInteger();
  private static final AtomicInteger CLOSED = new AtomicInteger();
  private static final List<EngineOptions> ASKED = new CopyOnWriteArrayList<>();

  @BeforeEach
  void countFromZero() {
    LOADED.set(0);
    CLOSED.set(0);
    ASKED.clear();
  }

  @AfterEach
  void closeAll() {
    ExecutorEngine.closeAll();
  }

  @Test
  void equalPlansShareOneEngine() {
    Engine first = ExecutorEngine.use(plan("same", 8), engine -> engine);
    Engine second = ExecutorEngine.use(plan("same", 8), engine -> engine);

    assertThat(second).isSameAs(first);
    assertThat(LOADED).hasValue(1);
  }

  @Test
  void otherOptionsNeedAnotherEngine() {
    Engine first = ExecutorEngine.use(plan("same", 8), engine -> engine);
    Engine second = ExecutorEngine.use(plan("same", 16), engine -> engine);

    assertThat(second).isNotSameAs(first);
  }

  @Test
  void closingTheExecutorClosesItsEnginesOnce() {
    String ignored = ExecutorEngine.use(plan("same", 8), engine -> "used");

    ExecutorEngine.closeAll();
    ExecutorEngine.closeAll();

    assertThat(ignored).isEqualTo("used");
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void anEngineInUseIsNotClosed() {
    int closedInside =
        ExecutorEngine.use(
            plan("same", 8),
            engine -> {
              Thread shutdown = new Thread(ExecutorEngine::closeAll);
              shutdown.start();
              join(shutdown);
              return CLOSED.get();
            });

    assertThat(closedInside).isZero();
  }

  @Test
  void aCheckpointThatCannotBeReadHereIsNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ExecutorEngine.use(plan("missing", 8), engine -> engine))
        .withMessage(
            "/models/x must be a checkpoint that this executor can read at the same path as the"
                + " driver, but loading it failed; copy it there or use a shared folder")
        .withRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherCheckpointOnTheExecutorIsNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ExecutorEngine.use(plan("other", 8), engine -> engine))
        .withMessage(
            "/models/x must hold the same checkpoint on every executor, but has fingerprint other"
                + " here and same on the driver; copy the driver's there");
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void aSplitModelGetsALaneForEachOfItsDevices() {
    int devices = ExecutorDevice.cores() + 3;
    GenerationPlan split =
        plan("same", new EngineOptions("float32", 8, 1).withDevices(nCopies(devices, "cpu")));

    Engine ignored = ExecutorEngine.use(split, engine -> engine);

    assertThat(ignored).isNotNull();
    assertThat(ASKED.get(0).devices()).hasSize(devices).containsOnly("cpu");
    assertThat(ASKED.get(0).lanes()).isEqualTo(devices);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GenerationPlan plan(String found, int batch) {
    return plan(found, new EngineOptions("float32", batch, 1));
  }

  private static GenerationPlan plan(String found, EngineOptions options) {
    return new GenerationPlan(
        "run",
        "protocol",
        new Named(found),
        "same",
        "/models/x",
        options,
        0,
        new SamplingParams(0.6, 0.95, 10, 1),
        false,
        1,
        "journal",
        1,
        1,
        1);
  }

  /** Models whose fingerprint is a name; the one called missing cannot be loaded. */
  private record Named(String name) implements ModelSource {

    @Override
    public ModelFacts facts(Path checkpoint) {
      return new ModelFacts(name, "", "");
    }

    @Override
    public Engine load(Path checkpoint, EngineOptions options) {
      ASKED.add(options);
      if (name.equals("missing")) {
        throw new IllegalArgumentException("no such folder");
      }
      LOADED.incrementAndGet();
      return new NamedEngine(name);
    }
  }

  private static final class NamedEngine implements Engine {

    private final String name;

    NamedEngine(String name) {
      this.name = name;
    }

    @Override
    public List<Integer> prompt(List<ChatMessage> messages) {
      return List.of();
    }

    @Override
    public CompletableFuture<Completion> submit(GenerationRequest request, IntConsumer onToken) {
      throw new UnsupportedOperationException("asked for nothing");
    }

    @Override
    public Iterator<Completion> generate(
        Iterator<GenerationRequest> requests, BooleanSupplier isStopped) {
      return Collections.emptyIterator();
    }

    @Override
    public BatchStatistics statistics() {
      return BatchStatistics.NONE;
    }

    @Override
    public EngineDescription description() {
      return new EngineDescription(name, "", "", "", "", "");
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }
}
