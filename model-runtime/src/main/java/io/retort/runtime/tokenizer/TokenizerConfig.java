package io.retort.runtime.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What tokenizer_config.json says about prompts.
 *
 * @param specialTokens texts of the named tokens, such as "bos_token"; a token that the file sets
 *     to null is left out
 * @param addsBeginOfSequence whether every sequence begins with the bos_token
 * @param chatTemplate Jinja source; the file chat_template.jinja goes before the entry of
 *     tokenizer_config.json, as in Hugging Face's transformers
 */
record TokenizerConfig(
    Map<String, String> specialTokens, boolean addsBeginOfSequence, Optional<String> chatTemplate) {

  static final String FILE = "tokenizer_config.json";
  static final String TEMPLATE_FILE = "chat_template.jinja";

  TokenizerConfig {
    specialTokens = Map.copyOf(specialTokens);
  }

  static TokenizerConfig read(Path folder) {
    JsonFile config = JsonFile.read(folder.resolve(FILE));
    Map<String, String> specialTokens = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : config.root().properties()) {
      if (entry.getKey().endsWith("_token")) {
        text(entry.getValue()).ifPresent(text -> specialTokens.put(entry.getKey(), text));
      }
    }
    return new TokenizerConfig(
        specialTokens,
        config.root().path("add_bos_token").asBoolean(false),
        templateFile(folder).or(() -> templateEntry(config)));
  }

  // A token is a string, or an object that also says how white space around it is treated. Switches
  // such as add_bos_token are neither.
  private static Optional<String> text(JsonNode token) {
    JsonNode text = token.isObject() ? token.path("content") : token;
    return text.isTextual() ? Optional.of(text.textValue()) : Optional.empty();
  }

  private static Optional<String> templateFile(Path folder) {
    Path file = folder.resolve(TEMPLATE_FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": must be readable as UTF-8, but was not: " + e, e);
    }
  }

  private static Optional<String> templateEntry(JsonFile config) {
    JsonNode entry = config.root().path("chat_template");
    if (entry.isMissingNode() || entry.isNull()) {
      return Optional.empty();
    }
    if (entry.isTextual()) {
      return Optional.of(entry.textValue());
    }
    // Several templates by name; "default" is the one for plain conversations.
    for (JsonNode named : entry) {
      if (named.path("name").asText().equals("default") && named.path("template").isTextual()) {
        return Optional.of(named.path("template").textValue());
      }
    }
    throw new IllegalArgumentException(
        config.file()
            + ": chat_template must be a text or a list with a template named 'default', but was "
            + entry.getNodeType()
            + " without one; put the template to use into "
            + TEMPLATE_FILE);
  }
}
