package io.retort.runtime.batching;

import io.retort.runtime.Completion;
import io.retort.runtime.FinishReason;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Window;
import io.retort.runtime.sampling.Logits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Runs a fixed set of requests together until the last has ended; ended ones make room as they go.
 */
public final class StaticBatch {

  // Ended sequences ride along until so large a share has ended: dropping one copies the cache.
  private static final double DROP_SHARE = 0.125;

  private final GenerationProgram program;
  private final Set<Integer> stopTokens;
  private final Function<List<Integer>, String> decoder;

  /**
   * @param stopTokens ids that end a completion
   * @param decoder token ids to text
   */
  public StaticBatch(
      GenerationProgram program, Set<Integer> stopTokens, Function<List<Integer>, String> decoder) {
    this.program = program;
    this.stopTokens = Set.copyOf(stopTokens);
    this.decoder = decoder;
  }

  /** Generates all requests; each completion is handed over when it ends, on this thread. */
  public void run(List<GenerationRequest> requests, Consumer<Completion> onFinished) {
    List<Sequence> sequences = new ArrayList<>();
    for (GenerationRequest request : requests) {
      Optional<String> refusal = refusal(request);
      if (refusal.isPresent()) {
        onFinished.accept(Completion.failed(request, refusal.get()));
      } else {
        sequences.add(new Sequence(request));
      }
    }
    if (!sequences.isEmpty()) {
      decode(sequences, onFinished);
    }
  }

  private Optional<String> refusal(GenerationRequest request) {
    int room = program.config().maxPositions();
    int prompt = request.promptTokens().size();
    if (prompt >= room) {
      return Optional.of(
          "a prompt must leave room in the model's "
              + room
              + " positions, but has "
              + prompt
              + " tokens");
    }
    int vocabulary = program.config().vocabularySize();
    return request.promptTokens().stream()
        .filter(id -> id < 0 || id >= vocabulary)
        .findFirst()
        .map(id -> "a token id must be in [0, " + vocabulary + "), but the prompt has " + id);
  }

  private void decode(List<Sequence> sequences, Consumer<Completion> onFinished) {
    long begin = System.nanoTime();
    List<List<Integer>> prompts =
        sequences.stream().map(sequence -> sequence.request().promptTokens()).toList();
    Prefill prefill = Prefill.run(program, prompts);
    long prefilled = System.nanoTime();
    GenerationProgram.Cache cache = prefill.cache();
    Logits logits = prefill.logits();
    // Slots of the cache; an ended sequence leaves its slot empty until the cache is next copied.
    List<Optional<Sequence>> slots = new ArrayList<>(sequences.stream().map(Optional::of).toList());
    try {
      int running = slots.size();
      while (running > 0) {
        running = extend(slots, logits, begin, prefilled, onFinished);
        if (running > 0) {
          cache = makeRoom(slots, running, cache);
          logits = step(slots, cache);
        }
      }
    } finally {
      cache.close();
    }
  }

  /** Draws a token for every running sequence; returns how many go on. */
  private int extend(
      List<Optional<Sequence>> slots,
      Logits logits,
      long begin,
      long prefilled,
      Consumer<Completion> onFinished) {
    int running = 0;
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.get(slot).isEmpty()) {
        continue;
      }
      Sequence sequence = slots.get(slot).get();
      sequence.extend(logits, slot);
      Optional<FinishReason> reason =
          sequence.finishReason(stopTokens, program.config().maxPositions());
      if (reason.isEmpty()) {
        running++;
        continue;
      }
      slots.set(slot, Optional.empty());
      onFinished.accept(
          sequence.completion(
              reason.get(),
              decoder,
              TimeUnit.NANOSECONDS.toMillis(prefilled - begin),
              TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - prefilled)));
    }
    return running;
  }

  /** Grows the cache when a sequence would leave it, and drops ended sequences when it pays. */
  private GenerationProgram.Cache makeRoom(
      List<Optional<Sequence>> slots, int running, GenerationProgram.Cache cache) {
    int positions = 0;
    for (Optional<Sequence> slot : slots) {
      positions = Math.max(positions, slot.map(s -> s.newestPosition() + 1).orElse(0));
    }
    boolean full = positions > cache.length();
    if (!full && slots.size() - running < slots.size() * DROP_SHARE) {
      return cache;
    }
    int[] kept = new int[running];
    int count = 0;
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.get(slot).isPresent()) {
        kept[count++] = slot;
      }
    }
    slots.removeIf(Optional::isEmpty);
    GenerationProgram.Cache next = program.newCache(running, Math.max(positions, cache.length()));
    try (cache) {
      program.copy(cache, kept, next, IntStream.range(0, running).toArray(), cache.length());
    }
    return next;
  }

  private Logits step(List<Optional<Sequence>> slots, GenerationProgram.Cache cache) {
    int[][] ids = new int[slots.size()][1];
    int[] starts = new int[slots.size()];
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.get(slot).isPresent()) {
        ids[slot][0] = slots.get(slot).get().newestToken();
        starts[slot] = slots.get(slot).get().newestPosition();
      }
    }
    return program.step(List.of(new Window(cache, 0, ids, starts, true)), false);
  }
}
