package io.retort.runtime;

import io.retort.runtime.batching.BatchStatistics;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * One loaded model on one device. Thread-safe: all callers of a process share it, and their
 * rollouts run together. A completion depends on its request alone, not on what runs beside it.
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
   * Adds a request to those that run; blocks while too many wait. Cancelling the future ends the
   * rollout within one step; closing the engine cancels it. A request that cannot run becomes a
   * completion with {@link FinishReason#ERROR}; it does not disturb the others.
   *
   * @param onToken takes each token as it is drawn, but not one that stops; the engine waits for it
   */
  CompletableFuture<Completion> submit(GenerationRequest request, IntConsumer onToken)
      throws InterruptedException;

  /**
   * Completions as they finish, in no promised order, with a bounded number of requests in flight.
   *
   * @param requests are drawn as earlier ones finish
   * @param isStopped asked now and then; once true, the rest is cancelled and the iterator throws a
   *     {@link CancellationException}
   */
  Iterator<Completion> generate(Iterator<GenerationRequest> requests, BooleanSupplier isStopped);

  /**
   * Generates all requests and hands each completion to {@code onFinished} as it finishes, in no
   * promised order, on the calling thread.
   */
  default void generate(List<GenerationRequest> requests, Consumer<Completion> onFinished) {
    generate(requests.iterator(), () -> false).forEachRemaining(onFinished);
  }

  /**
   * The token ids of a plain text from the beginning of a sequence, without a chat template.
   *
   * @throws UnsupportedOperationException if this engine only generates
   */
  default List<Integer> text(String text) {
    throw new UnsupportedOperationException("this engine only generates");
  }

  /**
   * Scores texts that may follow prompts; see {@link Scorer#scoreEndings}. Runs on the calling
   * thread, beside what is generated.
   *
   * @throws IllegalArgumentException before anything is scored, if a prompt with an ending has more
   *     tokens than the model has positions
   * @throws UnsupportedOperationException if this engine only generates
   */
  default void scoreEndings(List<PromptEndings> prompts, Consumer<EndingScores> onScored) {
    throw new UnsupportedOperationException("this engine only generates");
  }

  /** What is running: stored beside every completion. */
  EngineDescription description();

  /** What it has done since it was loaded. */
  BatchStatistics statistics();

  @Override
  void close();
}
