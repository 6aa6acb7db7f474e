package io.retort.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.runtime.tokenizer.BpeModel.Merge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BpeLearnerTest {

  private static final int BYTES_AND_SPECIAL = 7 + 256;

  @Test
  void mergesTheMostFrequentPairFirst() {
    // "low" 3 times, "lot" once: (l, o) 4, (o, w) 3, (o, t) 1; then (lo, w) 3, (lo, t) 1.
    List<String> texts = List.of("low", "low", "low", "lot");

    assertThat(learn(texts, 2, 2).merges())
        .containsExactly(new Merge("l", "o"), new Merge("lo", "w"));
  }

  @Test
  void takesEquallyFrequentPairsInTheOrderOfTheirTexts() {
    assertThat(learn(List.of("zy", "ab", "ba"), 3, 1).merges())
        .containsExactly(new Merge("a", "b"), new Merge("b", "a"), new Merge("z", "y"));
  }

  @Test
  void numbersSpecialTokensThenBytesThenMerges() {
    List<String> vocabulary = learn(List.of("low low"), 1, 1).vocabulary();

    assertThat(vocabulary).hasSize(BYTES_AND_SPECIAL + 1).doesNotHaveDuplicates();
    assertThat(vocabulary.subList(0, 8))
        .containsExactly(
            "<｜begin▁of▁sentence｜>",
            "<｜end▁of▁sentence｜>",
            "<｜▁pad▁｜>",
            "<｜User｜>",
            "<｜Assistant｜>",
            "<think>",
            "</think>",
            "!");
    assertThat(vocabulary.get(BYTES_AND_SPECIAL)).isEqualTo("lo");
  }

  @Test
  void keepsDigitsApart() {
    assertThat(learn(Collections.nCopies(50, "1234 12 12"), 100, 1).merges()).isEmpty();
  }

  @Test
  void neverMergesAcrossAWordOrAnOperator() {
    List<Merge> merges = learn(Collections.nCopies(9, "so x = 4\nis it"), 100, 1).merges();

    // "Ġ" is a space: it goes with the word or sign behind it, and with a sign before it. All pairs
    // are equally frequent, so "=" joins its right neighbour before "Ġ" joins "=".
    assertThat(merges)
        .extracting(merge -> merge.left() + merge.right())
        .containsExactly("=Ġ", "is", "it", "so", "Ġ=Ġ", "Ġit", "Ġx");
  }

  @Test
  void endsBeforeAPairSeenTooRarely() {
    List<String> texts = List.of("ab", "ab", "ab", "cd", "cd");

    assertThat(learn(texts, 9, 3).merges()).containsExactly(new Merge("a", "b"));
    assertThat(learn(texts, 9, 2).merges())
        .containsExactly(new Merge("a", "b"), new Merge("c", "d"));
    assertThat(learn(texts, 9, 4).merges()).isEmpty();
  }

  @Test
  void learnsNothingFromNoText() {
    assertThat(learn(List.of(), 10, 1).vocabulary()).hasSize(BYTES_AND_SPECIAL);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithCountingEveryPairAgain(long seed) {
    List<String> texts = randomTexts(new Random(seed), 60);

    assertThat(learn(texts, 80, 2).merges()).isEqualTo(NaiveBpe.learn(texts, 80, 2));
  }

  @Test
  void doesNotDependOnTheOrderOfTheTexts() {
    List<String> texts = randomTexts(new Random(11), 60);
    List<String> shuffled = new ArrayList<>(texts);
    Collections.shuffle(shuffled, new Random(12));

    assertThat(learn(shuffled, 80, 2)).isEqualTo(learn(texts, 80, 2));
  }

  @Test
  void refusesAVocabularyThatDoesNotHoldTheBytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BpeLearner.Options(262, 1))
        .withMessage("vocabularySize must be at least 263 (special tokens and bytes), but was 262");
  }

  @Test
  void refusesAMinimumCountBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BpeLearner.Options(263, 0))
        .withMessage("minimumPairCount must be at least 1, but was 0");
  }

  private static BpeModel learn(List<String> texts, int mergedTokens, long minimumPairCount) {
    return BpeLearner.learn(
        texts, new BpeLearner.Options(BYTES_AND_SPECIAL + mergedTokens, minimumPairCount));
  }

  /** Few letters, so that pairs overlap ("aaa") and one text is spelled by several merges. */
  static List<String> randomTexts(Random random, int count) {
    String[] pieces = {"a", "a", "a", "b", "b", "c", " ", "é", "=", "+", "\n", "7", "😀"};
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
