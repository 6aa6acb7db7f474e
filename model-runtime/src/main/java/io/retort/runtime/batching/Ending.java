package io.retort.runtime.batching;

import io.retort.runtime.FinishReason;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.tokenizer.GrowingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** When one rollout ends, and what its text is then. */
final class Ending {

  // Tokens at the end of a prompt that may spell "<think>" and a line break, a byte each at worst.
  private static final int PROMPT_END = 16;

  private final Set<Integer> stopTokens;
  private final int maxPositions;
  private final int maxNewTokens;
  private final StopStrings stops;
  private final Function<List<Integer>, String> decoder;
  private final GrowingText grown;
  private boolean endsWithStopToken;

  /**
   * @param stopTokens ids that end a completion
   * @param maxPositions of the model
   * @param request whose completion it is
   * @param decoder token ids to text
   */
  Ending(
      Set<Integer> stopTokens,
      int maxPositions,
      GenerationRequest request,
      Function<List<Integer>, String> decoder) {
    this.stopTokens = stopTokens;
    this.maxPositions = maxPositions;
    this.maxNewTokens = request.sampling().maxNewTokens();
    this.decoder = decoder;
    this.stops =
        new StopStrings(
            request.sampling(),
            request.sampling().stopsReasoning() ? "" : end(request.promptTokens()));
    this.grown = new GrowingText(decoder);
    for (int token : request.forcedPrefix()) {
      grown.add(token);
      stops.endIn(grown.tail(stops.longest())); // it ends nothing, but may open the reasoning
    }
  }

  private String end(List<Integer> prompt) {
    return decoder.apply(prompt.subList(Math.max(0, prompt.size() - PROMPT_END), prompt.size()));
  }

  /** Why a token ends its sequence, if it does. */
  Optional<FinishReason> reason(int token, int length, int generated) {
    if (stopTokens.contains(token)) {
      endsWithStopToken = true;
      return Optional.of(FinishReason.STOP);
    }
    if (!stops.isNone()) {
      grown.add(token);
      if (stops.endIn(grown.tail(stops.longest()))) {
        return Optional.of(FinishReason.STOP);
      }
    }
    return room(length, generated) <= 0 ? Optional.of(FinishReason.LENGTH) : Optional.empty();
  }

  /** How many more tokens there may be. */
  int room(int length, int generated) {
    return Math.min(maxNewTokens - generated, maxPositions - length);
  }

  /** The text of a completion that has ended. */
  String text(List<Integer> forcedPrefix, List<Integer> generated) {
    List<Integer> spoken = new ArrayList<>(forcedPrefix);
    spoken.addAll(endsWithStopToken ? generated.subList(0, generated.size() - 1) : generated);
    String text = decoder.apply(spoken);
    int stop = stops.in(text);
    return stop < 0 ? text : text.substring(0, stop);
  }
}
