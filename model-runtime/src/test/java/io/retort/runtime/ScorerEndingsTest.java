package io.retort.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.program.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerEndingsTest {

  private static final int VOCABULARY = 100;

  @TempDir private static Path folder;
  private static Scorer scorer;

  @BeforeAll
  static void load() throws IOException {
    TinyCheckpoint.aCheckpoint()
        .with(
            config -> {
              config.put("vocab_size", VOCABULARY);
              config.put("max_position_embeddings", 2048);
            })
        .write(folder, 3);
    scorer =
        Scorer.load(Checkpoint.open(folder), new EngineOptions("float32", 8, 1, Weights.PACKED));
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  /** Before, at and after the border of a block of 64 positions, and of a pass of 512 tokens. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 66, 128, 129, 300, 512, 513, 514, 700})
  void anEndingsTokensAreAsProbableAsInTheWholeSequence(int prompt) {
    PromptEndings prompted =
        new PromptEndings(
            ids(prompt, 1), List.of(ids(1, 2), ids(70, 3), List.of(), ids(1, 4), ids(600, 5)));

    List<List<Float>> scores = scored(prompted).get(0).logprobs();

    for (int i = 0; i < scores.size(); i++) {
      List<Integer> whole = new ArrayList<>(prompted.prompt());
      whole.addAll(prompted.endings().get(i));
      List<Float> expected = new ArrayList<>();
      scorer.score(List.of(whole), 0, score -> expected.addAll(score.logprobs()));
      List<Float> ofEnding = expected.subList(prompt - 1, expected.size());
      assertThat(scores.get(i)).hasSameSizeAs(ofEnding);
      for (int token = 0; token < ofEnding.size(); token++) {
        assertThat(scores.get(i).get(token)).isCloseTo(ofEnding.get(token), within(1e-4f));
      }
    }
  }

  @Test
  void theNumbersDoNotDependOnTheNeighbours() {
    PromptEndings first = new PromptEndings(ids(90, 1), List.of(ids(3, 2), ids(5, 3)));
    PromptEndings second = new PromptEndings(ids(20, 4), List.of(ids(4, 5)));
    PromptEndings large = new PromptEndings(ids(600, 6), List.of(ids(2, 7)));

    assertThat(scored(first, large, second, first))
        .containsExactly(
            scored(first).get(0),
            scored(large).get(0),
            scored(second).get(0),
            scored(first).get(0));
  }

  @Test
  void onlyWhatIsAskedTakesTokens() {
    PromptEndings prompted = new PromptEndings(ids(100, 1), List.of(ids(1, 2), ids(2, 3)));

    assertThat(prompted.asked()).isEqualTo(100 + 101); // all but the last of 101 and 102
    assertThat(scored(prompted)).extracting(EndingScores::tokens).containsExactly(99 + 1 + 2);
    assertThat(scored(new PromptEndings(ids(3, 1), List.of(List.of()))))
        .containsExactly(new EndingScores(List.of(List.of()), 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PromptEndings(List.of(), List.of()))
        .withMessage("a prompt must have at least 1 token, but has 0");
  }

  /** Solved examples, say: what a prompt has in common with the one before it runs once. */
  @ParameterizedTest
  @ValueSource(ints = {40, 64, 130, 511, 513, 700})
  void whatPromptsBeginWithAlikeRunsOnceAndChangesNoNumber(int examples) {
    List<Integer> common = ids(examples, 9);
    PromptEndings[] prompts = {
      new PromptEndings(followed(common, 30), List.of(ids(1, 2), ids(2, 3))),
      new PromptEndings(followed(common, 90), List.of(ids(3, 4))),
      new PromptEndings(common, List.of(ids(1, 5))),
      new PromptEndings(common, List.of(ids(1, 6))),
      new PromptEndings(followed(common, 5), List.of(ids(1, 7), ids(1, 8))),
    };

    List<EndingScores> together = scored(prompts);

    for (int i = 0; i < prompts.length; i++) {
      EndingScores alone = scored(prompts[i]).get(0);
      assertThat(together.get(i).logprobs()).isEqualTo(alone.logprobs());
      int same =
          i == 0 ? 0 : Math.min(examples, Math.min(prompts[i].shared(), prompts[i - 1].shared()));
      assertThat(together.get(i).tokens()).isEqualTo(alone.tokens() - same / 64 * 64);
    }
  }

  private static List<Integer> followed(List<Integer> common, int more) {
    List<Integer> ids = new ArrayList<>(common);
    ids.addAll(ids(more, more));
    return ids;
  }

  private static List<EndingScores> scored(PromptEndings... prompts) {
    List<EndingScores> scores = new ArrayList<>();
    scorer.scoreEndings(List.of(prompts), scores::add);
    return scores;
  }

  private static List<Integer> ids(int count, long seed) {
    return new Random(seed).ints(count, 0, VOCABULARY).boxed().toList();
  }
}
