package io.retort.runtime.batching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Guesses the next tokens of a sequence: what followed its newest two tokens where they stood
 * before (Saxena 2023, prompt lookup decoding). Reasoning repeats the question and itself.
 */
final class PromptLookup {

  private final List<Integer> tokens = new ArrayList<>();
  // Two tokens to the position after their last place but one.
  private final Map<Long, Integer> after = new HashMap<>();
  private long newest = -1;

  PromptLookup(List<Integer> given) {
    given.forEach(this::add);
  }

  void add(int token) {
    if (newest >= 0) {
      after.put(newest, tokens.size());
    }
    int count = tokens.size();
    tokens.add(token);
    newest = count == 0 ? -1 : (long) tokens.get(count - 1) << 32 | token;
  }

  /** At most so many tokens; none where the newest two have not been seen before. */
  List<Integer> guess(int most) {
    Integer start = after.get(newest);
    return start == null
        ? List.of()
        : List.copyOf(tokens.subList(start, Math.min(tokens.size(), start + most)));
  }
}
