package io.retort.runtime.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
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
 * @param addBosToken whether every sequence begins with the bos_token; empty where the file leaves
 *     that to tokenizer.json
 * @param chatTemplates Jinja sources by name, "default" for plain conversations; the files
 *     chat_template.jinja and additional_chat_templates/NAME.jinja go before the entries of
 *     tokenizer_config.json, as in Hugging Face's transformers
 */
record TokenizerConfig(
    Map<String, String> specialTokens,
    Optional<Boolean> addBosToken,
    Map<String, String> chatTemplates) {

  static final String FILE = "tokenizer_config.json";
  static final String TEMPLATE_FILE = "chat_template.jinja";
  static final String TOOL_TEMPLATE = "tool_use";
  private static final String DEFAULT_TEMPLATE = "default";
  private static final String MORE_TEMPLATES = "additional_chat_templates";

  TokenizerConfig {
    specialTokens = Map.copyOf(specialTokens);
    chatTemplates = Map.copyOf(chatTemplates);
  }

  static TokenizerConfig read(Path folder) {
    JsonFile config = JsonFile.read(folder.resolve(FILE));
    Map<String, String> specialTokens = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : config.root().properties()) {
      if (entry.getKey().endsWith("_token")) {
        text(entry.getValue()).ifPresent(text -> specialTokens.put(entry.getKey(), text));
      }
    }
    JsonNode addBosToken = config.root().path("add_bos_token");
    Map<String, String> templates = templateFiles(folder);
    return new TokenizerConfig(
        specialTokens,
        addBosToken.isBoolean() ? Optional.of(addBosToken.booleanValue()) : Optional.empty(),
        templates.isEmpty() ? templateEntries(config) : templates);
  }

  /** The template of plain conversations. */
  Optional<String> chatTemplate() {
    return Optional.ofNullable(chatTemplates.get(DEFAULT_TEMPLATE));
  }

  // A token is a string, or an object that also says how white space around it is treated. Switches
  // such as add_bos_token are neither.
  private static Optional<String> text(JsonNode token) {
    JsonNode text = token.isObject() ? token.path("content") : token;
    return text.isTextual() ? Optional.of(text.textValue()) : Optional.empty();
  }

  private static Map<String, String> templateFiles(Path folder) {
    Map<String, String> templates = new TreeMap<>();
    Path file = folder.resolve(TEMPLATE_FILE);
    if (Files.exists(file)) {
      templates.put(DEFAULT_TEMPLATE, template(file));
    }
    Path more = folder.resolve(MORE_TEMPLATES);
    if (Files.isDirectory(more)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(more, "*.jinja")) {
        for (Path named : files) {
          String name = String.valueOf(named.getFileName()).replaceFirst("\\.jinja$", "");
          templates.put(name, template(named));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(more + ": must be readable, but was not: " + e, e);
      }
    }
    return templates;
  }

  private static String template(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": must be readable as UTF-8, but was not: " + e, e);
    }
  }

  private static Map<String, String> templateEntries(JsonFile config) {
    JsonNode entry = config.root().path("chat_template");
    if (entry.isMissingNode() || entry.isNull()) {
      return Map.of();
    }
    if (entry.isTextual()) {
      return Map.of(DEFAULT_TEMPLATE, entry.textValue());
    }
    Map<String, String> templates = new TreeMap<>();
    for (JsonNode named : entry) {
      if (named.path("template").isTextual()) {
        templates.put(named.path("name").asText(), named.path("template").textValue());
      }
    }
    if (!templates.containsKey(DEFAULT_TEMPLATE)) {
      throw new IllegalArgumentException(
          config.file()
              + ": chat_template must be a text or a list with a template named 'default', but was "
              + entry.getNodeType()
              + " without one; put the template to use into "
              + TEMPLATE_FILE);
    }
    return templates;
  }
}
