package io.retort.runtime;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import io.retort.runtime.batching.ContinuousBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A DJL predictor from requests to completions, obtained through {@code Criteria} from a {@link
 * CheckpointZoo}.
 *
 * <p>Thread-safe, other than DJL's own: one serves all task threads of an executor, and their
 * requests run together.
 */
public final class GenerationPredictor extends Predictor<GenerationRequest, Completion> {

  private final ContinuousBatch batch;

  @SuppressWarnings("unchecked") // no translator is ever called: requests are run as they are
  GenerationPredictor(Model model, ContinuousBatch batch) {
    super(
        model,
        (Translator<GenerationRequest, Completion>) (Translator<?, ?>) new NoopTranslator(),
        model.getNDManager().getDevice(),
        false);
    this.batch = batch;
  }

  /** A completion to come; cancelling it ends the rollout within one step. */
  public CompletableFuture<Completion> submit(GenerationRequest request)
      throws InterruptedException {
    return batch.submit(request);
  }

  @Override
  public Completion predict(GenerationRequest request) throws TranslateException {
    return batchPredict(List.of(request)).get(0);
  }

  /** Completions in the order of the requests. */
  @Override
  public List<Completion> batchPredict(List<GenerationRequest> requests) throws TranslateException {
    List<CompletableFuture<Completion>> futures = new ArrayList<>();
    try {
      for (GenerationRequest request : requests) {
        futures.add(batch.submit(request));
      }
      return futures.stream().map(CompletableFuture::join).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TranslateException("interrupted while requests were added", e);
    } catch (CompletionException e) {
      throw new TranslateException(e.getCause());
    } finally {
      futures.forEach(future -> future.cancel(false)); // does nothing to those that have finished
    }
  }
}
