package io.retort.runtime.program;

import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stages that passes go through one after the other. Each runs one pass at a time, so passes of
 * several threads follow each other: while one is in the second stage, the next is in the first
 * (Huang et al. 2019, section 2.3; a thread's sequences are a micro-batch). Thread-safe.
 *
 * <p>A single stage takes passes of several threads side by side: cores, unlike a device's queue,
 * have nothing to gain from turns.
 */
final class Pipeline {

  /** Is told of passes on their threads; what it throws fails the pass. */
  interface Observer {

    /** A pass has the stage for itself. */
    void entered(int stage);

    /** It is about to let the next one in. */
    void leaving(int stage);
  }

  private final List<Stage> stages;
  private final List<StageProgram> programs;
  private final List<ReentrantLock> turns = new ArrayList<>();
  private final Observer observer;

  Pipeline(List<Stage> stages, List<StageProgram> programs, Observer observer) {
    this.stages = stages;
    this.programs = programs;
    this.observer = observer;
    stages.forEach(stage -> turns.add(new ReentrantLock(true)));
  }

  /**
   * Runs a pass: all stages but the last turn tokens into hidden states, the last runs a method.
   *
   * @param caches of each stage
   * @param more see {@link StageProgram#call}
   */
  IValue run(String method, List<IValue> caches, PassArguments pass, IValue... more) {
    int last = programs.size() - 1;
    if (last == 0) {
      return runLast(method, caches, pass, more);
    }
    List<IValue> hidden = new ArrayList<>();
    try {
      IValue entering = pass.ids();
      for (int i = 0; i < last; i++) {
        entering = inTurn(i, "hidden", caches.get(i), entering, pass);
        hidden.add(entering);
      }
      return inTurn(last, method, caches.get(last), entering, pass, more);
    } finally {
      hidden.forEach(IValue::close);
    }
  }

  /** Runs a method of the last stage alone on the tokens of a pass, in its turn. */
  IValue runLast(String method, List<IValue> caches, PassArguments pass, IValue... more) {
    int last = programs.size() - 1;
    return last == 0
        ? programs.get(0).call(method, caches.get(0), pass.ids(), pass, more)
        : inTurn(last, method, caches.get(last), pass.ids(), pass, more);
  }

  private IValue inTurn(
      int stage, String method, IValue cache, IValue entering, PassArguments pass, IValue... more) {
    turns.get(stage).lock();
    try {
      observer.entered(stage);
      try {
        return programs.get(stage).call(method, cache, entering, pass, more);
      } finally {
        observer.leaving(stage);
      }
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "stage "
              + (stage + 1)
              + " of "
              + stages.size()
              + ", "
              + stages.get(stage)
              + ", failed: "
              + e.getMessage(),
          e);
    } finally {
      turns.get(stage).unlock();
    }
  }
}
