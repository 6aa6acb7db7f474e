package io.retort.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.runtime.ChatMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks for it, a prompt begins with one beginning-of-sequence token. */
class BeginOfSequenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<ChatMessage> MESSAGES = List.of(new ChatMessage("user", "7"));

  @TempDir private Path folder;

  @BeforeEach
  void write() {
    TokenizerWriter.write(BpeLearner.learn(List.of(), new BpeLearner.Options(263, 1)), folder, 512);
  }

  // "7" is the 23rd byte from "!" on (U+0037 - U+0021 = 22), and bytes begin at id 7: id 29.
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          {{ bos_token }},            true,  0 29
          {{ bos_token }},            false, 0 29
          {{ bos_token }},            null,  0 29
          '',                         true,  0 29
          '',                         false, 29
          '',                         null,  29
          {{ bos_token + bos_token }}, true, 0 29
          """)
  void isThereOnceIfTheTemplateOrTheConfigWantIt(String begin, @Nullable Boolean addBos, String ids)
      throws IOException {
    Path file = folder.resolve("tokenizer_config.json");
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    config.put("chat_template", begin + "{{ messages[0].content }}");
    config.put("add_bos_token", addBos);
    JSON.writeValue(file.toFile(), config);

    assertThat(prompt()).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          true,  7,                         0 29
          true,  <｜begin▁of▁sentence｜>7, 0 29
          false, 7,                         29
          null,  7,                         29
          """)
  void standsOnceBeforeATextIfTheConfigWantsIt(@Nullable Boolean addBos, String text, String ids)
      throws IOException {
    addBos(addBos);

    assertThat(sequence(text)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"true, 0 29", "false, 29", "null, 0 29"})
  void standsBeforeATextIfTheConfigLeavesItToThePostProcessor(@Nullable Boolean addBos, String ids)
      throws IOException {
    addBos(addBos);
    addPostProcessor();

    assertThat(sequence("7")).isEqualTo(ids);
  }

  private void addBos(@Nullable Boolean addBos) throws IOException {
    Path file = folder.resolve("tokenizer_config.json");
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    config.put("add_bos_token", addBos);
    JSON.writeValue(file.toFile(), config);
  }

  private String sequence(String text) {
    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      return words(tokenizer.sequence(text));
    }
  }

  @Test
  void isNotAddedByThePostProcessorAsWell() throws IOException {
    addPostProcessor();

    // <｜User｜> 7 <｜Assistant｜> <think> and the line break, which is byte 10: U+0100 + 10 is the
    // 199th of the sorted alphabet, after 188 printable characters and 10 others.
    assertThat(prompt()).isEqualTo("0 3 29 4 5 " + (7 + 188 + 10));
    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      assertThat(tokenizer.encode("7")).containsExactly(29);
      assertThat(tokenizer.encodeWithSpecialTokens("7")).containsExactly(0, 29);
    }
  }

  @Test
  void isLeftOutWhereTheCheckpointHasNone() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"bos_token\": null, \"chat_template\": \"{{ bos_token }}{{ messages[0].content }}\"}");

    assertThat(prompt()).isEqualTo("29");
  }

  private void addPostProcessor() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    json.set(
        "post_processor",
        JSON.readTree(
            """
            {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "<｜begin▁of▁sentence｜>", "type_id": 0}},
                        {"Sequence": {"id": "A", "type_id": 0}}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                      {"Sequence": {"id": "B", "type_id": 1}}],
             "special_tokens": {"<｜begin▁of▁sentence｜>":
               {"id": "<｜begin▁of▁sentence｜>", "ids": [0], "tokens": ["<｜begin▁of▁sentence｜>"]}}}
            """));
    JSON.writeValue(file.toFile(), json);
  }

  private String prompt() {
    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      return words(tokenizer.prompt(MESSAGES));
    }
  }

  private static String words(List<Integer> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
