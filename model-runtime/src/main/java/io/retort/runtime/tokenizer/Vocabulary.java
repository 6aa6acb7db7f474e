package io.retort.runtime.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The token ids that a tokenizer.json names: those of its model and those added to it. */
final class Vocabulary {

  private final Map<String, Integer> idOfText;
  private final int size;

  private Vocabulary(Map<String, Integer> idOfText, int size) {
    this.idOfText = idOfText;
    this.size = size;
  }

  /**
   * Collects the ids.
   *
   * @throws IllegalArgumentException if the file has no vocabulary
   */
  static Vocabulary of(JsonFile tokenizer) {
    JsonNode model = tokenizer.root().path("model").path("vocab");
    if (!model.isObject() || model.isEmpty()) {
      throw new IllegalArgumentException(
          tokenizer.file()
              + ": model.vocab must map texts to token ids, but was "
              + (model.isObject() ? "empty" : model.getNodeType())
              + "; only tokenizers with such a vocabulary (byte-pair encodings) are read");
    }
    Map<String, Integer> idOfText = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : model.properties()) {
      idOfText.put(entry.getKey(), id(entry.getKey(), entry.getValue(), tokenizer));
    }
    for (JsonNode added : tokenizer.root().path("added_tokens")) {
      String text = added.path("content").asText();
      idOfText.put(text, id(text, added.path("id"), tokenizer));
    }
    int largest = idOfText.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    return new Vocabulary(idOfText, largest + 1);
  }

  OptionalInt idOf(String text) {
    Integer id = idOfText.get(text);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** One more than the largest id. */
  int size() {
    return size;
  }

  private static int id(String text, JsonNode id, JsonFile tokenizer) {
    if (!id.isInt() || id.intValue() < 0) {
      throw new IllegalArgumentException(
          tokenizer.file()
              + ": a token id must be an integer from 0, but was "
              + (id.isMissingNode() ? "missing" : id)
              + " for token '"
              + text
              + "'; fetch the file again");
    }
    return id.intValue();
  }
}
