package io.retort.runtime.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.retort.runtime.Completion;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.SamplingParams;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompletionWindowTest {

  private final List<CompletableFuture<Completion>> futures = new CopyOnWriteArrayList<>();

  @Test
  void onlySoManyAreInFlightAndTheRestIsDrawnAsTheyFinish() {
    CompletionWindow window = new CompletionWindow(requests(5), 2, this::pending, () -> false);
    List<Integer> seen = new ArrayList<>();
    for (int rollout : List.of(1, 0, 3, 2, 4)) {
      Thread finisher = new Thread(() -> finish(rollout));
      finisher.start();
      seen.add(window.next().rollout());
      assertThat(futures).hasSize(Math.min(5, seen.size() + 1));
    }

    assertThat(seen).containsExactly(1, 0, 3, 2, 4);
    assertThat(window.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(window::next)
        .withMessage("all requests have finished");
  }

  @Test
  void aCallerThatIsStoppedCancelsWhatIsInFlight() {
    CompletionWindow window =
        new CompletionWindow(requests(5), 2, this::pending, () -> futures.size() == 2);

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(window::hasNext)
        .withMessage("the caller was stopped while requests were in flight");
    assertThat(futures).hasSize(2).allMatch(CompletableFuture::isCancelled);
  }

  @Test
  void anInterruptedCallerCancelsWhatIsInFlight() {
    CompletionWindow window = new CompletionWindow(requests(5), 2, this::pending, () -> false);
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(window::hasNext)
        .withMessage("the caller was interrupted while requests were in flight");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(futures).hasSize(2).allMatch(CompletableFuture::isCancelled);
  }

  @Test
  void aFailureReachesTheCallerAndEndsTheRest() {
    CompletionWindow window =
        new CompletionWindow(
            requests(5),
            2,
            request ->
                request.rollout() == 1
                    ? CompletableFuture.failedFuture(new IllegalStateException("broken"))
                    : pending(request),
            () -> false);

    assertThatIllegalStateException().isThrownBy(window::next).withMessage("broken");
    assertThat(futures).hasSize(1).allMatch(CompletableFuture::isCancelled);
  }

  private CompletableFuture<Completion> pending(GenerationRequest request) {
    CompletableFuture<Completion> future = new CompletableFuture<>();
    futures.add(future);
    return future;
  }

  /** Waits until the request has been made. */
  private void finish(int rollout) {
    while (futures.size() <= rollout) {
      Thread.onSpinWait();
    }
    futures.get(rollout).complete(Completion.failed("p", rollout, ""));
  }

  private static Iterator<GenerationRequest> requests(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new GenerationRequest("p", i, List.of(1), SamplingParams.greedy(1)))
        .iterator();
  }
}
