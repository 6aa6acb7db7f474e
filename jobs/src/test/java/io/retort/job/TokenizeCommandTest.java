package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizeCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"deepseek_v3", "qwen3"})
  void everyTextAndChatIsAsTransformersHasIt(String name) throws IOException {
    JsonNode golden =
        RowFiles.JSON
            .readTree(RowFiles.shared("golden/tokenizers/golden.json").toFile())
            .path(name);
    List<JsonNode> expected = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (String part : List.of("texts", "with_special_tokens", "chats")) {
      for (JsonNode given : golden.path(part)) {
        rows.add(row(rows.size(), part, given, golden.path("chat_templates")).toString());
        expected.add(given);
      }
    }

    List<JsonNode> results =
        RowFiles.in(folder).write(rows).run("tokenize", RowFiles.shared("tokenizers/" + name));

    assertThat(results).hasSameSizeAs(expected).hasSizeGreaterThan(130);
    for (int i = 0; i < results.size(); i++) {
      JsonNode wanted = expected.get(i);
      assertThat(results.get(i).path("id").asInt()).isEqualTo(i);
      assertThat(results.get(i).path("token_ids")).isEqualTo(wanted.path("ids"));
      assertThat(results.get(i).path("prompt"))
          .isEqualTo(wanted.has("prompt") ? wanted.path("prompt") : wanted.path("text"));
      if (wanted.has("decoded")) {
        assertThat(results.get(i).path("decoded")).isEqualTo(wanted.path("decoded"));
      }
    }
  }

  private static ObjectNode row(int id, String part, JsonNode given, JsonNode templates) {
    ObjectNode row = RowFiles.JSON.createObjectNode().put("id", id);
    if (!part.equals("chats")) {
      row.put("special_tokens", part.equals("with_special_tokens"));
      return row.set("text", given.path("text"));
    }
    row.set("messages", given.path("messages"));
    row.set("add_generation_prompt", given.path("add_generation_prompt"));
    row.set("variables", given.path("variables"));
    String template = given.path("template").asText();
    return template.equals("own") ? row : row.set("chat_template", templates.path(template));
  }

  @Test
  void aTemplateSeesAllThatMessagesAndVariablesHold() throws IOException {
    List<JsonNode> results =
        RowFiles.in(folder)
            .write(
                "{\"id\": \"a\", \"messages\": [{\"role\": \"tool\", \"content\": [{\"type\":"
                    + " \"text\", \"text\": \"hi\"}], \"tool_calls\": [{\"function\": {\"name\":"
                    + " \"f\"}}]}], \"variables\": {\"tools\": [{\"name\": \"g\"}]},"
                    + " \"chat_template\": \"{{ messages[0].content[0].text }} {{"
                    + " messages[0].tool_calls[0].function.name }} {{ tools[0].name }} {{"
                    + " add_generation_prompt }}\"}")
            .run("tokenize", RowFiles.teacher());

    assertThat(results.get(0).path("prompt").asText()).isEqualTo("hi f g False");
  }

  @Test
  void aLoneSurrogateIsWrittenAsItsEscape() throws IOException {
    RowFiles files = RowFiles.in(folder).write("{\"id\": 1, \"text\": \"a\\ud800b\"}");

    List<JsonNode> results = files.run("tokenize", RowFiles.teacher());

    assertThat(Files.readString(files.out())).contains("\"prompt\":\"a\\uD800b\"");
    assertThat(results.get(0).path("decoded").asText()).isEqualTo("a\ufffdb");
  }

  @Test
  void aFolderWithOnlyTheTokenizersFilesWillDo() throws IOException {
    for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
      Files.copy(RowFiles.teacher().resolve(name), folder.resolve(name));
    }

    JobRun run =
        RowFiles.in(folder).write("{\"id\": 1, \"text\": \"2+2\"}", "").start("tokenize", folder);

    assertThat(run.out()).isEqualTo("1 rows, in " + folder.resolve("out.jsonl") + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {"id": 1                                 => must be one JSON object, but is broken: Unexpected end-of-input: expected close marker for Object (column 9)
          [1]                                      => must be a JSON object, but was [1]
          {"text": "a"}                            => field 'id' must be there, but the fields are: text
          {"id": 1.5, "text": "a"}                 => field 'id' must be a string or an integer, but was 1.5
          {"id": 1}                                => exactly one of the fields text, messages must be there, but none is
          {"id": 1, "text": "a", "messages": []}   => exactly one of the fields text, messages must be there, but text and messages are
          {"id": 1, "text": 5}                     => field 'text' must be a string, but was 5
          {"id": 1, "messages": {}}                => field 'messages' must be an array, but was {}
          {"id": 1, "messages": ["a"]}             => each of 'messages' must be an object, but was "a"
          {"id": 1, "messages": [], "variables": 1} => field 'variables' must be an object, but was 1
          {"id": 1, "messages": [], "add_generation_prompt": "yes"} => field 'add_generation_prompt' must be true or false, but was "yes"
          {"id": 1, "text": "a", "special_tokens": 1} => field 'special_tokens' must be true or false, but was 1
          {"id": 1, "messages": [{"role": "pet", "content": "x"}]} => chat template line 10: role must be system, user or assistant, but was pet
          {"id": 1, "messages": [], "chat_template": "{{"} => chat template line 1: a tag must end with '}}', but has no end
          """)
  void aWrongRowIsNamedWithFileAndLine(String row, String problem) throws IOException {
    RowFiles files = RowFiles.in(folder).write("{\"id\": 0, \"text\": \"fine\"}", row);

    assertThat(files.refusal("tokenize", RowFiles.teacher()))
        .isEqualTo(files.in() + ":2: " + problem);
  }

  @Test
  void aFolderWithoutTokenizerIsNamed() throws IOException {
    RowFiles files = RowFiles.in(folder).write("{\"id\": 0, \"text\": \"fine\"}");

    assertThat(files.refusal("tokenize", folder))
        .isEqualTo(
            folder.resolve("tokenizer_config.json")
                + ": must exist, but does not; copy it from the checkpoint's publisher, or correct"
                + " the folder");
  }

  @Test
  void aMissingFileIsNamed() {
    RowFiles files = RowFiles.in(folder);

    assertThat(files.refusal("tokenize", RowFiles.teacher()))
        .isEqualTo(files.in() + " must be a file, but there is none");
  }

  @Test
  void anOlderResultStaysWhereARowIsWrong() throws IOException {
    RowFiles files = RowFiles.in(folder).write("{}");
    Files.writeString(files.out(), "older");

    assertThat(files.start("tokenize", RowFiles.teacher()).exitCode()).isEqualTo(2);
    assertThat(files.out()).hasContent("older");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(files.in(), files.out());
    }
  }
}
