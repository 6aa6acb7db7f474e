package io.retort.runtime;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.Translator;
import io.retort.runtime.batching.StaticBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A DJL predictor from requests to completions, obtained through {@code Criteria} from a {@link
 * CheckpointZoo}.
 *
 * <p>Thread-safe, other than DJL's own: one serves all task threads of an executor, each with its
 * own batch on the shared weights.
 */
public final class GenerationPredictor extends Predictor<GenerationRequest, Completion> {

  private final StaticBatch batch;
  private final int batchSize;

  @SuppressWarnings("unchecked") // no translator is ever called: requests are run as they are
  GenerationPredictor(Model model, StaticBatch batch, int batchSize) {
    super(
        model,
        (Translator<GenerationRequest, Completion>) (Translator<?, ?>) new NoopTranslator(),
        model.getNDManager().getDevice(),
        false);
    this.batch = batch;
    this.batchSize = batchSize;
  }

  @Override
  public Completion predict(GenerationRequest request) {
    return batchPredict(List.of(request)).get(0);
  }

  /** Completions in the order of the requests. */
  @Override
  public List<Completion> batchPredict(List<GenerationRequest> requests) {
    Map<List<Object>, Completion> completions = new HashMap<>();
    generate(
        requests,
        completion ->
            completions.put(key(completion.problemId(), completion.rollout()), completion));
    return requests.stream()
        .map(
            request ->
                Objects.requireNonNull(
                    completions.get(key(request.problemId(), request.rollout()))))
        .toList();
  }

  private static List<Object> key(String problemId, int rollout) {
    return List.of(problemId, rollout);
  }

  /** Generates all requests and hands each completion over as it ends, on the calling thread. */
  public void generate(List<GenerationRequest> requests, Consumer<Completion> onFinished) {
    for (int start = 0; start < requests.size(); start += batchSize) {
      batch.run(requests.subList(start, Math.min(requests.size(), start + batchSize)), onFinished);
    }
  }
}
