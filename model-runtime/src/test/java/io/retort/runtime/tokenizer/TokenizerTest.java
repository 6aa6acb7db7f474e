package io.retort.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.retort.runtime.ChatMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

  @TempDir private static Path folder;
  private static BpeModel model;
  private static Tokenizer tokenizer;

  @BeforeAll
  static void learn() {
    List<String> texts = new ArrayList<>(BpeLearnerTest.randomTexts(new Random(5), 200));
    texts.addAll(List.of("What is 2 + 2?", "What is 17 × 3?", "What is the sum?"));
    model = BpeLearner.learn(texts, new BpeLearner.Options(360, 2));
    TokenizerWriter.write(model, folder, 512);
    tokenizer = Tokenizer.open(folder);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "What is 2 + 2?",
        "aaaa aaabc\n\nbé=+ 77 \n",
        "  leading and trailing  ",
        "😀👩‍👩‍👧‍👦 中文 é",
        "\0 and \u0001 and \u2028",
        "１２ ½ ²",
      })
  void readsALearnedTokenizerAsTheDefinitionSays(String text) {
    List<Integer> ids = tokenizer.encode(text);

    assertThat(ids).isEqualTo(NaiveBpe.encode(model, text));
    assertThat(tokenizer.decode(ids, false)).isEqualTo(text);
  }

  @Test
  void agreesWithTheDefinitionOnRandomTexts() {
    for (String text : BpeLearnerTest.randomTexts(new Random(6), 200)) {
      assertThat(tokenizer.encode(text)).isEqualTo(NaiveBpe.encode(model, text));
    }
  }

  @Test
  void neverCutsALongText() {
    // "7" is one token, and 20,000 is far above the 512 of tokenizer_config.json
    assertThat(tokenizer.encode("7".repeat(20_000))).hasSize(20_000);
  }

  @Test
  void recognisesSpecialTokensInText() {
    assertThat(tokenizer.encode("<｜User｜>7<｜Assistant｜><think>"))
        .containsExactly(
            SpecialToken.USER.id(),
            model.vocabulary().indexOf("7"),
            SpecialToken.ASSISTANT.id(),
            SpecialToken.BEGIN_OF_REASONING.id());
  }

  @Test
  void decodesWithoutSpecialTokensButKeepsTheReasoningTags() {
    List<Integer> ids =
        tokenizer.encode("<｜begin▁of▁sentence｜><think>7</think>a<｜end▁of▁sentence｜>");

    assertThat(tokenizer.decode(ids, true)).isEqualTo("<think>7</think>a");
    assertThat(tokenizer.decode(ids, false))
        .isEqualTo("<｜begin▁of▁sentence｜><think>7</think>a<｜end▁of▁sentence｜>");
  }

  @Test
  void keepsSpacesBeforePunctuation() {
    String text = "he said , it 's \" x \" .";

    assertThat(tokenizer.decode(tokenizer.encode(text), false)).isEqualTo(text);
  }

  @Test
  void decodesHalfACharacterAsTheReplacementCharacter() {
    List<Integer> emoji =
        tokenizer.encode("😎"); // never seen: its 4 bytes f0 9f 98 8e, merged or not
    List<Integer> half = emoji.subList(0, emoji.size() - 1);

    assertThat(tokenizer.decode(half, false)).isEqualTo("\ufffd");
  }

  @Test
  void decodesAnIdBeyondTheVocabularyAsNothing() {
    assertThat(tokenizer.decode(List.of(tokenizer.vocabularySize()), false)).isEmpty();
  }

  @Test
  void refusesANegativeId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokenizer.decode(List.of(-1), false))
        .withMessage("a token id must be at least 0, but was -1");
  }

  @Test
  void countsALoneSurrogateAsTheReplacementCharacter() {
    assertThat(tokenizer.encode("😀\ud83d!")).isEqualTo(tokenizer.encode("😀\ufffd!"));
  }

  @Test
  void knowsItsSpecialIdsAndSize() {
    assertThat(tokenizer.beginOfSequence()).hasValue(0);
    assertThat(tokenizer.endOfSequence()).hasValue(1);
    assertThat(tokenizer.vocabularySize()).isEqualTo(model.vocabulary().size());
  }

  @Test
  void makesThePromptOfAConversation() {
    List<ChatMessage> messages =
        List.of(
            new ChatMessage("system", "Be brief."),
            new ChatMessage("user", "What is 2 + 2?"),
            new ChatMessage("assistant", "<think>\n2 + 2 = 4\n</think>\n\n4"),
            new ChatMessage("user", "What is 17 × 3?"));

    assertThat(tokenizer.promptText(messages))
        .isEqualTo(
            "<｜begin▁of▁sentence｜>Be brief.<｜User｜>What is 2 + 2?<｜Assistant｜>\n\n4"
                + "<｜end▁of▁sentence｜><｜User｜>What is 17 × 3?<｜Assistant｜><think>\n");
    assertThat(tokenizer.prompt(messages))
        .isEqualTo(tokenizer.encode(tokenizer.promptText(messages)));
  }

  @Test
  void refusesARoleThatItsTemplateDoesNotKnow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokenizer.prompt(List.of(new ChatMessage("tool", "4"))))
        .withMessage("chat template line 10: role must be system, user or assistant, but was tool");
  }

  @Test
  void isSharedByThreads() throws Exception {
    List<String> texts = BpeLearnerTest.randomTexts(new Random(7), 300);
    List<List<Integer>> expected = texts.stream().map(tokenizer::encode).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);

    List<Future<List<List<Integer>>>> encoded = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      encoded.add(threads.submit(() -> texts.stream().map(tokenizer::encode).toList()));
    }

    for (Future<List<List<Integer>>> each : encoded) {
      assertThat(each.get()).isEqualTo(expected);
    }
    threads.shutdown();
  }

  @Test
  void refusesToWorkAfterItWasClosed() {
    Tokenizer closed = Tokenizer.open(folder);
    closed.close();
    closed.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> closed.encode("7"))
        .withMessage("the tokenizer must be open, but was closed before");
  }

  @Test
  void writesTheSameBytesForTheSameModel(@TempDir Path other) throws IOException {
    TokenizerWriter.write(model, other, 512);

    for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
      assertThat(other.resolve(file)).hasSameTextualContentAs(folder.resolve(file));
    }
  }
}
