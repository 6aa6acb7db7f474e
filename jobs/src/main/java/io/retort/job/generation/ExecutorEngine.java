package io.retort.job.generation;

import io.retort.runtime.Engine;
import io.retort.runtime.EngineOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines of this executor JVM: one for each model and its options, loaded by the first task
 * that needs it and shared by all.
 */
final class ExecutorEngine {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorEngine.class);

  private static final Map<Key, Engine> ENGINES = new HashMap<>();
  private static final ReadWriteLock IN_USE = new ReentrantReadWriteLock();

  private ExecutorEngine() {}

  /** Runs {@code work} with the engine of a plan, which is not closed before it returns. */
  static <T> T use(GenerationPlan plan, Function<Engine, T> work) {
    IN_USE.readLock().lock();
    try {
      return work.apply(engine(plan));
    } finally {
      IN_USE.readLock().unlock();
    }
  }

  /**
   * Closes every engine, unless a task still runs on one: then the JVM is being killed, and freeing
   * native memory under a running call would crash it. The operating system frees it all the same.
   */
  static void closeAll() {
    if (!IN_USE.writeLock().tryLock()) {
      return;
    }
    try {
      List<Engine> engines = new ArrayList<>();
      synchronized (ENGINES) {
        engines.addAll(ENGINES.values());
        ENGINES.clear();
      }
      engines.forEach(Engine::close);
    } finally {
      IN_USE.writeLock().unlock();
    }
  }

  private static Engine engine(GenerationPlan plan) {
    // The plan says how many devices, only the executor knows which.
    List<String> devices = ExecutorDevice.names(plan.engine().devices().size());
    EngineOptions options = plan.engine().withDevices(devices).withLanes(lanes(plan));
    Key key = new Key(plan.models(), plan.checkpoint(), options);
    synchronized (ENGINES) { // held while loading: the other tasks need the same engine
      return ENGINES.computeIfAbsent(key, absent -> load(plan, options));
    }
  }

  /** As the plan says, or one for each share of the cores, and for each device to be busy. */
  private static int lanes(GenerationPlan plan) {
    return plan.lanes() > 0
        ? plan.lanes()
        : Math.max(
            plan.engine().devices().size(), ExecutorDevice.cores() / plan.engine().threads());
  }

  private static Engine load(GenerationPlan plan, EngineOptions options) {
    LOG.info("loading {} as {} on {}", plan.checkpoint(), options.dtype(), options.devices());
    Engine engine;
    try {
      engine = plan.models().load(plan.checkpoint(), options);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          plan.checkpoint()
              + " must be a checkpoint that this executor can read at the same path as the"
              + " driver, but loading it failed; copy it there or use a shared folder",
          e);
    }
    String fingerprint = engine.description().modelFingerprint();
    if (!fingerprint.equals(plan.modelFingerprint())) {
      engine.close();
      throw new IllegalStateException(
          plan.checkpoint()
              + " must hold the same checkpoint on every executor, but has fingerprint "
              + fingerprint
              + " here and "
              + plan.modelFingerprint()
              + " on the driver; copy the driver's there");
    }
    return engine;
  }

  private record Key(ModelSource models, Path checkpoint, EngineOptions options) {}
}
