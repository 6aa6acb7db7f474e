package io.retort.runtime.program;

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

/**
 * A loaded TorchScript module. Thread-safe: its methods keep their state in the handles they are
 * given.
 *
 * <p>Method bodies are compiled when the module is loaded, so a typo in the source fails there,
 * with the line.
 */
final class TorchProgram implements AutoCloseable {

  // The graph optimiser gains nothing here and breaks a module that is trained and then run; the
  // native switch is thread-local.
  private static final ThreadLocal<Boolean> OPTIMISER_OFF =
      ThreadLocal.withInitial(
          () -> {
            JniUtils.setGraphExecutorOptimize(false);
            return true;
          });

  private final PtNDManager manager;
  private final PtSymbolBlock block;

  private TorchProgram(PtNDManager manager, PtSymbolBlock block) {
    this.manager = manager;
    this.block = block;
  }

  /** Compiles and loads the named resources; {@code rootClass} is the module class among them. */
  static TorchProgram load(
      NDManager parent, String rootClass, List<String> optionalAttributes, String... resources) {
    PtNDManager manager = (PtNDManager) parent.newSubManager();
    byte[] archive =
        TorchScriptArchive.pack(
            TorchScriptSource.compile(resources), rootClass, optionalAttributes);
    try {
      turnOptimiserOff();
      return new TorchProgram(
          manager, JniUtils.loadModule(manager, new ByteArrayInputStream(archive), true, false));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load program '" + rootClass + "'", e);
    }
  }

  PtNDManager manager() {
    return manager;
  }

  /** Runs a method without autograd. The caller closes the result; arguments stay the caller's. */
  IValue call(String method, IValue... arguments) {
    turnOptimiserOff();
    return IValueUtils.runMethod(block, method, arguments);
  }

  /**
   * Runs a method with autograd on. DJL's tensor calls take no other types here; names say how the
   * arrays are grouped: {@code d.key} is an entry of a Dict, {@code module_method:name} selects the
   * method.
   */
  NDList train(NDList arguments) {
    turnOptimiserOff();
    JniUtils.setGradMode(true);
    return IValueUtils.forward(block, arguments, true);
  }

  @Override
  public void close() {
    block.close();
    manager.close();
  }

  private static void turnOptimiserOff() {
    OPTIMISER_OFF.get();
  }
}
