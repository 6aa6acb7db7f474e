package io.retort.runtime.batching;

import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Span;
import java.util.ArrayList;
import java.util.List;

/** Guesses by the model's own layer for multi-token prediction, one token of all at a time. */
final class MtpDrafter implements Drafter {

  // Guesses go on while all so far are more likely right than this: each costs a row of the model's
  // pass and a call of the layer.
  private static final double LEAST_LOGPROB = Math.log(0.6);

  private final GenerationProgram program;
  private final GenerationProgram.Cache cache;

  MtpDrafter(GenerationProgram program, GenerationProgram.Cache cache) {
    this.program = program;
    this.cache = cache;
  }

  @Override
  public List<List<Integer>> guess(List<Sequence> sequences, List<Integer> rooms) {
    List<List<Integer>> guesses = new ArrayList<>();
    List<Integer> guessing = new ArrayList<>();
    double[] logprobs = new double[sequences.size()];
    for (int i = 0; i < sequences.size(); i++) {
      guesses.add(new ArrayList<>());
      guessing.add(i);
    }
    while (true) {
      guessing.removeIf(i -> guesses.get(i).size() == rooms.get(i) || logprobs[i] < LEAST_LOGPROB);
      if (guessing.isEmpty()) {
        return guesses;
      }
      List<Span> spans =
          guessing.stream().map(i -> sequences.get(i).draftSpan(guesses.get(i))).toList();
      GenerationProgram.Guesses next = program.guess(cache, spans);
      for (int span = 0; span < spans.size(); span++) {
        int i = guessing.get(span);
        logprobs[i] += next.logprob(span);
        if (logprobs[i] >= LEAST_LOGPROB) {
          guesses.get(i).add(next.token(span));
        }
      }
    }
  }
}
