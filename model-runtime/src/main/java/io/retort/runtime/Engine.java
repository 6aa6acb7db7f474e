package io.retort.runtime;

import java.util.List;
import java.util.function.Consumer;

/**
 * One loaded model on one device. Thread-safe: the task threads of an executor share it.
 *
 * <p>An interface so that a job can be tested with a small fake; the one implementation is behind
 * {@link Engines#load}.
 */
public interface Engine extends AutoCloseable {

  /**
   * The token ids of a conversation under the checkpoint's chat template, with the generation
   * prompt added and exactly one beginning-of-sequence token.
   */
  List<Integer> prompt(List<ChatMessage> messages);

  /**
   * Generates all requests and hands each completion to {@code onFinished} as it finishes, in no
   * promised order, on the calling thread. A request that cannot run becomes a completion with
   * {@link FinishReason#ERROR}; it does not disturb the others.
   */
  void generate(List<GenerationRequest> requests, Consumer<Completion> onFinished);

  /** What is running: stored beside every completion. */
  EngineDescription description();

  @Override
  void close();
}
