package io.retort.runtime.batching;

import io.retort.runtime.FinishReason;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.tokenizer.GrowingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** When one rollout ends, and what its text is then. */
final class Ending {

  private final Set<Integer> stopTokens;
  private final int maxPositions;
  private final int maxNewTokens;
  private final List<String> stopStrings;
  private final Function<List<Integer>, String> decoder;
  private final GrowingText grown;
  private boolean endsWithStopToken;

  /**
   * @param stopTokens ids that end a completion
   * @param maxPositions of the model
   * @param decoder token ids to text
   */
  Ending(
      Set<Integer> stopTokens,
      int maxPositions,
      SamplingParams sampling,
      List<Integer> forcedPrefix,
      Function<List<Integer>, String> decoder) {
    this.stopTokens = stopTokens;
    this.maxPositions = maxPositions;
    this.maxNewTokens = sampling.maxNewTokens();
    this.stopStrings = sampling.stopStrings();
    this.decoder = decoder;
    this.grown = new GrowingText(decoder);
    forcedPrefix.forEach(grown::add);
  }

  /** Why a token ends its sequence, if it does. */
  Optional<FinishReason> reason(int token, int length, int generated) {
    if (stopTokens.contains(token)) {
      endsWithStopToken = true;
      return Optional.of(FinishReason.STOP);
    }
    if (!stopStrings.isEmpty()) {
      grown.add(token);
      if (stopIn(grown.tail(longestStop())) >= 0) {
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
    int stop = stopIn(text);
    return stop < 0 ? text : text.substring(0, stop);
  }

  /** Where the first stop string begins; -1 if there is none. */
  private int stopIn(String text) {
    return stopStrings.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(-1);
  }

  private int longestStop() {
    return stopStrings.stream().mapToInt(String::length).max().orElse(0);
  }
}
