package io.retort.runtime.batching;

import io.retort.runtime.Completion;
import io.retort.runtime.FinishReason;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.sampling.Logits;
import io.retort.runtime.sampling.RandomStream;
import io.retort.runtime.sampling.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A prompt with its tokens so far, while it runs. */
final class Sequence {

  private final GenerationRequest request;
  private final RandomStream random;
  private final List<Integer> tokens = new ArrayList<>();
  private double sumLogprob;

  Sequence(GenerationRequest request) {
    this.request = request;
    this.random =
        RandomStream.of(request.sampling().seed(), request.problemId(), request.rollout());
  }

  GenerationRequest request() {
    return request;
  }

  /** The newest token: what the next decode step reads. */
  int newestToken() {
    return tokens.get(tokens.size() - 1);
  }

  /** Position of the newest token. */
  int newestPosition() {
    return request.promptTokens().size() + tokens.size() - 1;
  }

  /** Draws the next token from its row of logits. */
  void extend(Logits logits, int row) {
    Sampler.Draw draw =
        Sampler.draw(logits, row, request.sampling(), random.uniform(tokens.size()));
    tokens.add(draw.token());
    sumLogprob += draw.logprob();
  }

  /** Why it has ended; empty while it runs. */
  Optional<FinishReason> finishReason(Set<Integer> stopTokens, int maxPositions) {
    if (stopTokens.contains(newestToken())) {
      return Optional.of(FinishReason.STOP);
    }
    boolean full =
        tokens.size() >= request.sampling().maxNewTokens() || newestPosition() + 1 >= maxPositions;
    return full ? Optional.of(FinishReason.LENGTH) : Optional.empty();
  }

  Completion completion(
      FinishReason reason,
      Function<List<Integer>, String> decoder,
      long prefillMillis,
      long decodeMillis) {
    List<Integer> spoken =
        reason == FinishReason.STOP ? tokens.subList(0, tokens.size() - 1) : tokens;
    return new Completion(
        request.problemId(),
        request.rollout(),
        tokens,
        decoder.apply(spoken),
        reason,
        "",
        sumLogprob,
        prefillMillis,
        decodeMillis);
  }
}
