package io.retort.runtime.batching;

import io.retort.runtime.Completion;
import io.retort.runtime.GenerationRequest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Completions of many requests as they finish, in no promised order: a bounded number is in flight,
 * and the requests are drawn as earlier ones finish. Used by one thread; closing cancels what is
 * still in flight.
 */
public final class CompletionWindow implements Iterator<Completion>, AutoCloseable {

  /** Adds a request to a batch. */
  public interface Submission {
    CompletableFuture<Completion> submit(GenerationRequest request) throws InterruptedException;
  }

  // How soon a caller that is stopped from elsewhere is noticed.
  private static final long POLL_MILLIS = 200;

  private final Iterator<GenerationRequest> requests;
  private final int size;
  private final Submission submission;
  private final BooleanSupplier isStopped;
  private final LinkedBlockingQueue<Long> finished = new LinkedBlockingQueue<>();
  private final Map<Long, CompletableFuture<Completion>> inFlight = new HashMap<>();
  private long submitted;
  private final Queue<Completion> next = new ArrayDeque<>(1);

  /**
   * @param size most requests in flight, at least 1
   * @param isStopped whether the caller wants no more; then the next call throws a
   *     CancellationException
   */
  public CompletionWindow(
      Iterator<GenerationRequest> requests,
      int size,
      Submission submission,
      BooleanSupplier isStopped) {
    this.requests = requests;
    this.size = size;
    this.submission = submission;
    this.isStopped = isStopped;
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty()) {
      fill();
      if (!inFlight.isEmpty()) {
        next.add(take());
      }
    }
    return !next.isEmpty();
  }

  @Override
  public Completion next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all requests have finished");
    }
    return next.remove();
  }

  private void fill() {
    try {
      while (inFlight.size() < size && requests.hasNext()) {
        long number = submitted++;
        CompletableFuture<Completion> future = submission.submit(requests.next());
        inFlight.put(number, future);
        CompletableFuture<Void> unused = future.handle((completion, error) -> note(number));
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private @Nullable Void note(long number) {
    finished.add(number);
    return null;
  }

  private Completion take() {
    @Nullable Long number = null;
    try {
      while (number == null) {
        if (isStopped.getAsBoolean()) {
          close();
          throw new CancellationException("the caller was stopped while requests were in flight");
        }
        number = finished.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    CompletableFuture<Completion> future = Objects.requireNonNull(inFlight.remove(number));
    try {
      return future.join();
    } catch (CompletionException e) {
      close();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private CancellationException interrupted() {
    close();
    Thread.currentThread().interrupt();
    return new CancellationException("the caller was interrupted while requests were in flight");
  }

  /** Cancels what is in flight. */
  @Override
  public void close() {
    inFlight.values().forEach(future -> future.cancel(false));
    inFlight.clear();
  }
}
