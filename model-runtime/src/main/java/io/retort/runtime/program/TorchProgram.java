package io.retort.runtime.program;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded TorchScript module. Thread-safe: its methods keep their state in the handles they are
 * given.
 *
 * <p>Method bodies are compiled when the module is loaded, so a typo in the source fails there,
 * with the line.
 */
final class TorchProgram implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TorchProgram.class);

  // What the calling thread has been set to: the native switches are thread-local.
  private static final ThreadLocal<Integer> THREADS = ThreadLocal.withInitial(() -> 0);

  private static final String DJL_FORK_THREADS = "ai.djl.pytorch.num_interop_threads";

  private static boolean areForkThreadsSet;

  private final PtNDManager manager;
  private final PtSymbolBlock block;
  private final int threads;

  private TorchProgram(PtNDManager manager, PtSymbolBlock block, int threads) {
    this.manager = manager;
    this.block = block;
    this.threads = threads;
  }

  /**
   * Compiles and loads a resource with all that it imports; {@code rootClass} is the module class
   * among them.
   *
   * @param threads intra-op threads of its calls
   */
  static TorchProgram load(
      NDManager parent,
      String rootClass,
      List<String> optionalAttributes,
      String resource,
      int threads) {
    PtNDManager manager = (PtNDManager) parent.newSubManager();
    byte[] archive =
        TorchScriptArchive.pack(TorchScriptSource.compile(resource), rootClass, optionalAttributes);
    setForkThreads();
    try {
      prepareThread(threads);
      return new TorchProgram(
          manager,
          JniUtils.loadModule(manager, new ByteArrayInputStream(archive), true, false),
          threads);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load program '" + rootClass + "'", e);
    }
  }

  PtNDManager manager() {
    return manager;
  }

  /** The device of its manager, in PyTorch's word: "cpu", "cuda:0". */
  String device() {
    Device device = manager.getDevice();
    return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
  }

  /** Runs a method without autograd. The caller closes the result; arguments stay the caller's. */
  IValue call(String method, IValue... arguments) {
    prepareThread(threads);
    return IValueUtils.runMethod(block, method, arguments);
  }

  /**
   * Runs a method whose forks keep the processor busy: one intra-op thread each. Threads that forks
   * run on would otherwise start teams of their own, and OpenMP stops spinning between products
   * once it has more threads than processors. Forks run on PyTorch's inter-op threads, one for each
   * processor; so does what is left of the method once it has waited for a fork.
   */
  IValue callForking(String method, IValue... arguments) {
    prepareThread(1);
    return IValueUtils.runMethod(block, method, arguments);
  }

  /**
   * Runs a method with autograd on. DJL's tensor calls take no other types here; names say how the
   * arrays are grouped: {@code d.key} is an entry of a Dict, {@code module_method:name} selects the
   * method.
   */
  NDList train(NDList arguments) {
    prepareThread(threads);
    JniUtils.setGradMode(true);
    return IValueUtils.forward(block, arguments, true);
  }

  @Override
  public void close() {
    block.close();
    manager.close();
  }

  /**
   * Gives forks a thread for each processor, before the first starts: then PyTorch refuses. Left to
   * itself it counts cores, and two hardware threads of a virtual machine may be one: then forks
   * wait for each other.
   */
  private static synchronized void setForkThreads() {
    if (!areForkThreadsSet && System.getProperty(DJL_FORK_THREADS) == null) {
      try {
        JniUtils.setNumInteropThreads(Runtime.getRuntime().availableProcessors());
      } catch (EngineException e) {
        LOG.debug("the process has forked before; it keeps its threads for that", e);
      }
    }
    areForkThreadsSet = true;
  }

  private static void prepareThread(int threads) {
    if (THREADS.get() == threads) {
      return;
    }
    // The graph optimiser gains nothing here and breaks a module that is trained and then run.
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setNumThreads(threads);
    THREADS.set(threads);
  }
}
