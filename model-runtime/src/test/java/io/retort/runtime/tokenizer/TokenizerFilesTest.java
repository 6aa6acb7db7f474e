package io.retort.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.runtime.ChatMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a folder must hold to be a tokenizer, and what is said where it does not. */
class TokenizerFilesTest {

  private static final BpeModel MODEL = BpeLearner.learn(List.of(), new BpeLearner.Options(263, 1));

  @TempDir private Path folder;

  @BeforeEach
  void write() {
    TokenizerWriter.write(MODEL, folder, 512);
  }

  @ParameterizedTest
  @CsvSource({"tokenizer.json", "tokenizer_config.json"})
  void aMissingFileIsNamed(String name) throws IOException {
    Files.delete(folder.resolve(name));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokenizer.open(folder))
        .withMessage(
            folder.resolve(name)
                + ": must exist, but does not; copy it from the checkpoint's publisher, or correct"
                + " the folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          tokenizer.json => {"model" => must be JSON, but was not:
          tokenizer.json => [] => must be a JSON object, but was ARRAY; fetch it again
          tokenizer.json => {} => model.vocab must map texts to token ids, but was MISSING; only tokenizers with such a vocabulary (byte-pair encodings) are read
          tokenizer.json => {"model": {"vocab": {}}} => model.vocab must map texts to token ids, but was empty;
          tokenizer.json => {"model": {"vocab": {"a": -1}}} => a token id must be an integer from 0, but was -1 for token 'a'; fetch the file again
          tokenizer.json => {"model": {"vocab": {"a": 0}}, "added_tokens": [{"content": "b"}]} => a token id must be an integer from 0, but was missing for token 'b'; fetch the file again
          tokenizer_config.json => {"bos_token": "<s>"} => bos_token must be a token of tokenizer.json, but was '<s>'; the two files belong to different checkpoints
          tokenizer_config.json => {"chat_template": 5} => chat_template must be a text or a list with a template named 'default', but was NUMBER without one; put the template to use into chat_template.jinja
          """)
  void aBrokenFileIsNamed(String name, String content, String problem) throws IOException {
    Files.writeString(folder.resolve(name), content);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokenizer.open(folder))
        .withMessageStartingWith(folder.resolve(name) + ": " + problem);
  }

  @Test
  void aFileThatTheLibraryRefusesIsNamedWithItsReason() throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), "{}");
    Files.writeString(
        folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"X\", \"vocab\": {\"a\": 0}}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokenizer.open(folder))
        .withMessageStartingWith(
            folder.resolve("tokenizer.json")
                + ": must be a tokenizer of Hugging Face's tokenizers library, but it says: ")
        .withMessageEndingWith("; fetch the file again");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Files.delete(folder.resolve("tokenizer.json"));
    Files.createDirectory(folder.resolve("tokenizer.json"));

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Tokenizer.open(folder))
        .withMessageStartingWith(
            folder.resolve("tokenizer.json") + ": must be readable, but was not: ");
  }

  @Test
  void aTemplateThatCannotBeReadIsNamedWithItsLine() throws IOException {
    config("{\"chat_template\": \"{{ 1 +\"}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokenizer.open(folder))
        .withMessage(
            folder
                + ": chat template line 1: a tag must end with '}}', but has no end; correct the"
                + " template, or put another into chat_template.jinja");
  }

  @Test
  void noTemplateIsNeededUntilMessagesCome() throws IOException {
    config("{}");

    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      assertThat(tokenizer.encode("7")).containsExactly(29);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tokenizer.prompt(List.of(new ChatMessage("user", "7"))))
          .withMessage(
              folder
                  + ": there must be a chat template for messages, but there is none; put one into"
                  + " chat_template.jinja");
    }
  }

  @Test
  void aTemplateFileGoesBeforeTheConfig() throws IOException {
    config("{\"chat_template\": \"old\"}");
    Files.writeString(folder.resolve("chat_template.jinja"), "new\n");

    assertThat(promptText()).isEqualTo("new");
  }

  @Test
  void amongSeveralTemplatesTheDefaultIsTaken() throws IOException {
    config(
        """
        {"chat_template": [{"name": "tool_use", "template": "no"},
                           {"name": "default", "template": "{{ messages[0].content }}"}]}
        """);

    assertThat(promptText()).isEqualTo("7");
  }

  @Test
  void withToolsTheirTemplateIsTakenAndAnyCanBeAskedForByName() throws IOException {
    config(
        """
        {"chat_template": [{"name": "tool_use", "template": "tools {{ tools }}"},
                           {"name": "default", "template": "plain {{ add_generation_prompt }}"},
                           {"name": "rag", "template": "rag"}]}
        """);

    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      assertThat(tokenizer.promptText(conversation(Map.of(), Optional.empty())))
          .isEqualTo("plain False");
      assertThat(tokenizer.promptText(conversation(Map.of("tools", List.of(1)), Optional.empty())))
          .isEqualTo("tools [1]");
      assertThat(tokenizer.promptText(conversation(Map.of(), Optional.of("rag")))).isEqualTo("rag");
      assertThat(tokenizer.promptText(conversation(Map.of(), Optional.of("{{ 1 + 1 }}"))))
          .isEqualTo("2");
    }
  }

  @Test
  void moreTemplatesMayLieInFilesOfTheirOwn() throws IOException {
    Files.writeString(folder.resolve("chat_template.jinja"), "plain");
    Files.createDirectory(folder.resolve("additional_chat_templates"));
    Files.writeString(folder.resolve("additional_chat_templates/tool_use.jinja"), "tools");

    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      assertThat(tokenizer.hasChatTemplate()).isTrue();
      assertThat(tokenizer.promptText(conversation(Map.of("tools", List.of(1)), Optional.empty())))
          .isEqualTo("tools");
    }
  }

  private static Conversation conversation(
      Map<String, @Nullable Object> variables, Optional<String> template) {
    return new Conversation(List.of(), false, variables, template);
  }

  @Test
  void aFolderWithoutTokenizerHasNone() throws IOException {
    Files.delete(folder.resolve("tokenizer.json"));

    assertThat(Tokenizer.find(folder)).isEmpty();
  }

  @Test
  void specialTokensMayBeObjects() throws IOException {
    config(
        """
        {"bos_token": {"content": "<｜begin▁of▁sentence｜>", "lstrip": false},
         "eos_token": "<｜end▁of▁sentence｜>", "add_bos_token": true}
        """);

    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      assertThat(tokenizer.beginOfSequence()).hasValue(0);
      assertThat(tokenizer.endOfSequence()).hasValue(1);
    }
  }

  @Test
  void tokensThatTheConfigDoesNotNameAreAbsent() throws IOException {
    config("{\"eos_token\": null}");

    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      assertThat(tokenizer.beginOfSequence()).isEmpty();
      assertThat(tokenizer.endOfSequence()).isEmpty();
    }
  }

  @Test
  void writingIntoAFolderThatIsNotThereIsAnError() {
    Path missing = folder.resolve("missing");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> TokenizerWriter.write(MODEL, missing, 512))
        .withMessage(
            missing.resolve("tokenizer.json")
                + " must be writable, but was not (java.nio.file.NoSuchFileException: "
                + missing.resolve("tokenizer.json")
                + "); check that its folder exists");
  }

  @Test
  void aModelNeedsALength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenizerWriter.write(MODEL, folder, 0))
        .withMessage("maxLength must be at least 1, but was 0");
  }

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), json);
  }

  private String promptText() {
    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      return tokenizer.promptText(List.of(new ChatMessage("user", "7")));
    }
  }
}
