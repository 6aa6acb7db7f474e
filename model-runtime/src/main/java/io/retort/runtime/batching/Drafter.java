package io.retort.runtime.batching;

import java.util.ArrayList;
import java.util.List;

/**
 * Guesses the next tokens of sequences. The model runs the guesses behind the newest token in one
 * pass, and draws from its own logits alone: a wrong guess costs time and changes nothing
 * (Leviathan et al. 2023, speculative decoding, with the draw itself as the test).
 */
interface Drafter {

  /** Guesses from what each sequence has already said. */
  Drafter LOOKUP =
      (sequences, rooms) -> {
        List<List<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
          int room = rooms.get(i);
          guesses.add(room > 0 ? sequences.get(i).lookup().guess(room) : List.of());
        }
        return guesses;
      };

  /**
   * Guesses.
   *
   * @param sequences with blocks for their guesses
   * @param rooms most tokens to guess, for each sequence
   * @return guessed tokens of each
   */
  List<List<Integer>> guess(List<Sequence> sequences, List<Integer> rooms);
}
