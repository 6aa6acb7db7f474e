package io.retort.runtime.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns a byte-level byte-pair encoding from texts (Sennrich et al. 2016, section 3.2): the most
 * frequent pair of neighbouring tokens becomes a token, again and again. Pairs never cross the
 * chunks of {@link #CHUNKS}, so a digit stays a token of its own.
 *
 * <p>Deterministic: equally frequent pairs are taken in the order of their texts. Cost: one pass
 * over the texts, then work only on those distinct chunks that hold the merged pair.
 */
public final class BpeLearner {

  /**
   * A digit; a word, a run of other signs, either with the space before it; white space. The same
   * text works in Java and in the Oniguruma of Hugging Face's tokenizers.
   */
  static final String CHUNKS = "\\p{N}| ?\\p{L}+| ?[^\\s\\p{L}\\p{N}]+[ \\n]?|\\s+";

  private static final Pattern CHUNK = Pattern.compile(CHUNKS, Pattern.UNICODE_CHARACTER_CLASS);
  private static final Comparator<Candidate> MOST_FREQUENT =
      Comparator.comparingLong(Candidate::count)
          .reversed()
          .thenComparing(Candidate::left)
          .thenComparing(Candidate::right);

  private final List<String> vocabulary = new ArrayList<>();
  private final Map<String, Integer> idOfText = new HashMap<>();
  private final List<BpeModel.Merge> merges = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private final Map<Pair, Occurrences> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(MOST_FREQUENT);

  private BpeLearner(Map<String, Long> countOfChunk) {
    for (SpecialToken token : SpecialToken.values()) {
      add(token.text());
    }
    ByteAlphabet.sorted().forEach(this::add);
    countOfChunk.forEach((text, count) -> chunks.add(new Chunk(bytes(text), count)));
    chunks.forEach(chunk -> count(chunk, 1));
    pairs.keySet().forEach(this::nominate);
  }

  /**
   * How far to learn.
   *
   * @param vocabularySize most token ids, the 7 {@link SpecialToken}s and 256 bytes included
   * @param minimumPairCount a pair seen less often than this is not merged; learning ends there
   */
  public record Options(int vocabularySize, long minimumPairCount) {

    private static final int SMALLEST = SpecialToken.values().length + 256;

    public Options {
      if (vocabularySize < SMALLEST) {
        throw new IllegalArgumentException(
            "vocabularySize must be at least "
                + SMALLEST
                + " (special tokens and bytes), but was "
                + vocabularySize);
      }
      if (minimumPairCount < 1) {
        throw new IllegalArgumentException(
            "minimumPairCount must be at least 1, but was " + minimumPairCount);
      }
    }
  }

  /** Learns from the texts, which are read once and may be made on the fly. */
  public static BpeModel learn(Iterable<String> texts, Options options) {
    Map<String, Long> countOfChunk = new HashMap<>();
    for (String text : texts) {
      Matcher chunk = CHUNK.matcher(text);
      while (chunk.find()) {
        countOfChunk.merge(chunk.group(), 1L, Long::sum);
      }
    }
    BpeLearner learner = new BpeLearner(countOfChunk);
    learner.mergeUntil(options);
    return new BpeModel(learner.vocabulary, learner.merges);
  }

  private void mergeUntil(Options options) {
    while (vocabulary.size() < options.vocabularySize() && !candidates.isEmpty()) {
      Candidate best = candidates.remove();
      // Every change of a count nominates the pair anew, so other entries are out of date.
      if (best.count() != occurrences(best.pair()).count) {
        continue;
      }
      if (best.count() < options.minimumPairCount()) {
        return;
      }
      merge(best);
    }
  }

  private void merge(Candidate best) {
    merges.add(new BpeModel.Merge(best.left(), best.right()));
    // Two merges can spell one text (a + bc, ab + c); it is one token, as in Hugging Face's library
    int merged = add(best.left() + best.right());
    Set<Pair> changed = new HashSet<>();
    for (Chunk chunk : List.copyOf(occurrences(best.pair()).chunks)) {
      changed.addAll(count(chunk, -1));
      chunk.join(best.pair(), merged);
      changed.addAll(count(chunk, 1));
    }
    changed.forEach(this::nominate);
  }

  /** Adds the pairs of a chunk to the counts (sign 1), or takes them out (sign -1). */
  private Set<Pair> count(Chunk chunk, int sign) {
    Set<Pair> counted = new HashSet<>();
    for (int i = 0; i + 1 < chunk.tokens.size(); i++) {
      Pair pair = new Pair(chunk.tokens.get(i), chunk.tokens.get(i + 1));
      Occurrences occurrences = occurrences(pair);
      occurrences.count += sign * chunk.count;
      if (sign > 0) {
        occurrences.chunks.add(chunk);
      } else {
        occurrences.chunks.remove(chunk);
      }
      counted.add(pair);
    }
    return counted;
  }

  private void nominate(Pair pair) {
    long count = occurrences(pair).count;
    if (count > 0) {
      candidates.add(
          new Candidate(pair, count, vocabulary.get(pair.left()), vocabulary.get(pair.right())));
    }
  }

  private Occurrences occurrences(Pair pair) {
    return pairs.computeIfAbsent(pair, unseen -> new Occurrences());
  }

  private int add(String text) {
    return idOfText.computeIfAbsent(
        text,
        unseen -> {
          vocabulary.add(text);
          return vocabulary.size() - 1;
        });
  }

  private List<Integer> bytes(String text) {
    return ByteAlphabet.spell(text)
        .chars()
        .mapToObj(character -> add(Character.toString(character)))
        .toList();
  }

  private record Pair(int left, int right) {}

  private record Candidate(Pair pair, long count, String left, String right) {}

  private static final class Occurrences {
    private final Set<Chunk> chunks = new HashSet<>();
    private long count;
  }

  /** A distinct chunk: its tokens so far, and how often it stands in the texts. */
  private static final class Chunk {
    private final long count;
    private List<Integer> tokens;

    Chunk(List<Integer> tokens, long count) {
      this.tokens = tokens;
      this.count = count;
    }

    void join(Pair pair, int merged) {
      List<Integer> joined = new ArrayList<>();
      for (int i = 0; i < tokens.size(); i++) {
        boolean isPair =
            i + 1 < tokens.size()
                && tokens.get(i) == pair.left()
                && tokens.get(i + 1) == pair.right();
        joined.add(isPair ? merged : tokens.get(i));
        i += isPair ? 1 : 0;
      }
      tokens = joined;
    }
  }
}
