package io.retort.runtime;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Span;
import io.retort.runtime.program.TokenScores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Scores given tokens: the log-probability of each, given those before it. The numbers of a
 * sequence depend neither on its neighbours nor on the order. Not thread-safe.
 */
public final class Scorer implements AutoCloseable {

  // A sequence is cut at multiples of this, whoever its neighbours are; it also bounds a pass.
  static final int CHUNK = 512;

  private final LoadedProgram loaded;
  private final int vocabulary;
  private final int batchSize;

  private Scorer(LoadedProgram loaded, int vocabulary, int batchSize) {
    this.loaded = loaded;
    this.vocabulary = vocabulary;
    this.batchSize = batchSize;
  }

  /** Loads a checkpoint's weights; the options' batch size is the most sequences of one pass. */
  public static Scorer load(Checkpoint checkpoint, EngineOptions options) {
    return new Scorer(
        LoadedProgram.of(checkpoint, options),
        checkpoint.config().vocabularySize(),
        options.batchSize());
  }

  /**
   * Scores sequences, and hands each result over in their order.
   *
   * @param sequences ids within the vocabulary, no more than the model's positions; may be empty
   * @param top how many of the most probable tokens to name in each place; at most the vocabulary
   */
  public void score(List<List<Integer>> sequences, int top, Consumer<SequenceScore> onScored) {
    if (top < 0 || top > vocabulary) {
      throw new IllegalArgumentException(
          "top must be in [0, " + vocabulary + "], the vocabulary, but was " + top);
    }
    for (List<List<Integer>> pass : passes(sequences, batchSize, sequence -> 1, List::size)) {
      scoreTogether(pass, top).forEach(onScored);
    }
  }

  /**
   * Cuts a list into runs that fit into one pass. What fits into none is a run of its own.
   *
   * @param most sequences of a run
   * @param sequences of an item
   * @param tokens of an item, all in the same pass
   */
  static <T> List<List<T>> passes(
      List<T> items, int most, ToIntFunction<T> sequences, ToIntFunction<T> tokens) {
    List<List<T>> passes = new ArrayList<>();
    int start = 0;
    int usedSequences = 0;
    int usedTokens = 0;
    for (int i = 0; i < items.size(); i++) {
      usedSequences += sequences.applyAsInt(items.get(i));
      usedTokens += tokens.applyAsInt(items.get(i));
      if (i > start && (usedSequences > most || usedTokens > CHUNK)) {
        passes.add(items.subList(start, i));
        start = i;
        usedSequences = sequences.applyAsInt(items.get(i));
        usedTokens = tokens.applyAsInt(items.get(i));
      }
    }
    if (start < items.size()) {
      passes.add(items.subList(start, items.size()));
    }
    return passes;
  }

  /**
   * Scores texts that may follow prompts, and hands those of each prompt over in their order. A
   * prompt's tokens run once for all its endings, so that the numbers differ from those of {@link
   * #score} as those of a sequence cut elsewhere; what neighbours of one pass begin with alike runs
   * once for all of them.
   *
   * @param prompts ids within the vocabulary; a prompt and each ending no more than the model's
   *     positions
   */
  public void scoreEndings(List<PromptEndings> prompts, Consumer<EndingScores> onScored) {
    EndingScorer.score(loaded.program(), batchSize, prompts, onScored);
  }

  /** Scores some sequences that fit into one pass, or one sequence of any length. */
  private List<SequenceScore> scoreTogether(List<List<Integer>> sequences, int top) {
    List<Scores> scores = sequences.stream().map(sequence -> new Scores()).toList();
    int longest = sequences.stream().mapToInt(List::size).max().orElse(0);
    if (longest > 1) {
      int blocks = GenerationProgram.blocks(longest - 1);
      try (GenerationProgram.Cache cache = loaded.program().newCache(sequences.size() * blocks)) {
        for (int start = 0; start < longest - 1; start += CHUNK) {
          pass(sequences, start, cache, blocks, top, scores);
        }
      }
    }
    return scores.stream().map(Scores::result).toList();
  }

  private void pass(
      List<List<Integer>> sequences,
      int start,
      GenerationProgram.Cache cache,
      int blocks,
      int top,
      List<Scores> scores) {
    List<Span> spans = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    List<Scores> owners = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      // The last token is only asked about, never read.
      int end = Math.min(start + CHUNK, sequences.get(i).size() - 1);
      if (start < end) {
        spans.add(Span.of(array(sequences.get(i).subList(start, end)), start, i * blocks, 0));
        targets.addAll(sequences.get(i).subList(start + 1, end + 1));
        owners.addAll(Collections.nCopies(end - start, scores.get(i)));
      }
    }
    TokenScores found = loaded.program().score(cache, spans, array(targets), top);
    for (int token = 0; token < owners.size(); token++) {
      owners.get(token).add(found, token);
    }
  }

  static int[] array(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public void close() {
    loaded.close();
  }

  /** The scores of one sequence so far. */
  private static final class Scores {

    private final List<Float> logprobs = new ArrayList<>();
    private final List<List<SequenceScore.Candidate>> top = new ArrayList<>();

    void add(TokenScores found, int token) {
      logprobs.add(found.logprob(token));
      List<SequenceScore.Candidate> candidates = new ArrayList<>();
      for (int rank = 0; rank < found.top(); rank++) {
        candidates.add(
            new SequenceScore.Candidate(found.topId(token, rank), found.topLogprob(token, rank)));
      }
      top.add(candidates);
    }

    SequenceScore result() {
      return new SequenceScore(logprobs, top);
    }
  }
}
