package io.retort.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.runtime.ChatMessage;
import io.retort.runtime.tokenizer.template.ChatTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Agrees with what Hugging Face's transformers 5.23 made of published tokenizers. The files are not
 * part of the project, so these tests are skipped where they are not beside it.
 */
class GoldenTokenizerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SHARED =
      Path.of(System.getProperty("retort.root", ".")).resolve("../shared").normalize();

  @ParameterizedTest
  @ValueSource(strings = {"deepseek_v3", "qwen3"})
  void textsHaveTheSameIdsAndDecodeToTheSame(String name) throws IOException {
    JsonNode golden = golden(name);

    try (Tokenizer tokenizer = Tokenizer.open(SHARED.resolve("tokenizers").resolve(name))) {
      assertThat(golden.path("texts").size()).isGreaterThan(90);
      for (JsonNode text : golden.path("texts")) {
        List<Integer> ids = ids(text.path("ids"));
        assertThat(tokenizer.encode(text.path("text").asText())).isEqualTo(ids);
        assertThat(tokenizer.decode(ids, false)).isEqualTo(text.path("decoded").asText());
      }
      for (JsonNode text : golden.path("with_special_tokens")) {
        assertThat(tokenizer.encodeWithSpecialTokens(text.path("text").asText()))
            .isEqualTo(ids(text.path("ids")));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deepseek_v3", "qwen3"})
  void conversationsHaveTheSamePromptAndIds(String name) throws IOException {
    JsonNode golden = golden(name);
    Path folder = SHARED.resolve("tokenizers").resolve(name);
    TokenizerConfig config = TokenizerConfig.read(folder);

    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      assertThat(golden.path("chats").size()).isGreaterThan(30);
      for (JsonNode chat : golden.path("chats")) {
        String template = chat.path("template").asText();
        String source =
            template.equals("own")
                ? config.chatTemplate().orElseThrow()
                : golden.path("chat_templates").path(template).asText();
        String prompt = ChatTemplate.parse(source).render(variables(chat, config));
        assertThat(prompt).isEqualTo(chat.path("prompt").asText());
        assertThat(tokenizer.encode(prompt)).isEqualTo(ids(chat.path("ids")));
        if (template.equals("own")
            && chat.path("add_generation_prompt").asBoolean()
            && chat.path("variables").isEmpty()) {
          assertThat(tokenizer.prompt(messages(chat))).isEqualTo(ids(chat.path("ids")));
        }
      }
    }
  }

  @Test
  void questionsToThePilotHaveTheSamePrompts() throws IOException {
    Path folder = SHARED.resolve("models/pilot");
    JsonNode sequences = read(folder.resolve("golden.json")).path("sequences");

    try (Tokenizer tokenizer = Tokenizer.open(folder)) {
      assertThat(sequences.size()).isGreaterThan(20);
      for (JsonNode sequence : sequences) {
        String question = sequence.path("question").asText();
        assertThat(tokenizer.prompt(List.of(new ChatMessage("user", question))))
            .isEqualTo(ids(sequence.path("prompt_ids")));
        assertThat(tokenizer.decode(ids(sequence.path("greedy_ids")), false))
            .isEqualTo(sequence.path("greedy_text").asText());
      }
    }
  }

  private static Map<String, @Nullable Object> variables(JsonNode chat, TokenizerConfig config) {
    Map<String, @Nullable Object> variables = new HashMap<>(config.specialTokens());
    variables.put("messages", JSON.convertValue(chat.path("messages"), List.class));
    variables.put("add_generation_prompt", chat.path("add_generation_prompt").asBoolean());
    variables.put("tools", null);
    variables.put("documents", null);
    for (Map.Entry<String, JsonNode> entry : chat.path("variables").properties()) {
      variables.put(entry.getKey(), JSON.convertValue(entry.getValue(), Object.class));
    }
    return variables;
  }

  private static List<ChatMessage> messages(JsonNode chat) {
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonNode message : chat.path("messages")) {
      messages.add(
          new ChatMessage(message.path("role").asText(), message.path("content").asText()));
    }
    return messages;
  }

  private static List<Integer> ids(JsonNode ids) {
    List<Integer> list = new ArrayList<>();
    ids.forEach(id -> list.add(id.asInt()));
    return list;
  }

  private static JsonNode golden(String name) throws IOException {
    return read(SHARED.resolve("golden/tokenizers/golden.json")).path(name);
  }

  private static JsonNode read(Path file) throws IOException {
    assumeTrue(Files.exists(file), () -> file + " is not there, so nothing is compared with it");
    return JSON.readTree(file.toFile());
  }
}
