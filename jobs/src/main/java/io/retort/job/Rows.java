package io.retort.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.job.lines.Fields;
import io.retort.runtime.tokenizer.Conversation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What the rows of tokenize, score and generate have in common. */
final class Rows {

  static final String ID = "id";
  static final String TEXT = "text";
  static final String MESSAGES = "messages";
  static final String TOKEN_IDS = "token_ids";

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private Rows() {}

  /** A result that begins with its row's id, as the row has it. */
  static ObjectNode result(JsonNode id) {
    ObjectNode result = JSON.createObjectNode();
    result.set(ID, id);
    return result;
  }

  /** The id of a row: a string or a number. */
  static JsonNode id(Fields row) {
    JsonNode id = row.any(ID);
    if (!id.isTextual() && !id.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "field '" + ID + "' must be a string or an integer, but was " + id);
    }
    return id;
  }

  /** Which of some fields a row has: exactly one of them. */
  static String only(Fields row, String... fields) {
    List<String> there = Arrays.stream(fields).filter(row::has).toList();
    if (there.size() != 1) {
      throw new IllegalArgumentException(
          "exactly one of the fields "
              + String.join(", ", fields)
              + " must be there, but "
              + (there.isEmpty() ? "none is" : String.join(" and ", there) + " are"));
    }
    return there.get(0);
  }

  static List<Integer> tokenIds(Fields row) {
    return Arrays.stream(row.integers(TOKEN_IDS)).boxed().toList();
  }

  /**
   * A row's messages with what goes beside them: add_generation_prompt, variables, chat_template.
   *
   * @param addsGenerationPrompt what holds where the row does not say
   */
  static Conversation conversation(Fields row, boolean addsGenerationPrompt) {
    List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    for (JsonNode message : row.list(MESSAGES)) {
      messages.add(object(message, "each of '" + MESSAGES + "'"));
    }
    return new Conversation(
        messages,
        flag(row, "add_generation_prompt", addsGenerationPrompt),
        row.has("variables") ? object(row.any("variables"), "field 'variables'") : Map.of(),
        row.has("chat_template") ? Optional.of(row.text("chat_template")) : Optional.empty());
  }

  static boolean flag(Fields row, String field, boolean absent) {
    if (!row.has(field)) {
      return absent;
    }
    JsonNode value = row.any(field);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(
          "field '" + field + "' must be true or false, but was " + value);
    }
    return value.booleanValue();
  }

  /** Adds an array of token ids to a result. */
  static void put(ObjectNode result, String field, List<Integer> ids) {
    ArrayNode array = result.putArray(field);
    ids.forEach(array::add);
  }

  /** Adds the most probable tokens of one place, best first: {@code [{"id", "logprob"}…]}. */
  static <T> void addTop(
      ArrayNode places, List<T> best, ToIntFunction<T> id, Function<T, Number> logprob) {
    ArrayNode place = places.addArray();
    for (T candidate : best) {
      JsonNode number = JSON.valueToTree(logprob.apply(candidate));
      place.addObject().put(ID, id.applyAsInt(candidate)).set("logprob", number);
    }
  }

  private static Map<String, @Nullable Object> object(JsonNode node, String what) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(what + " must be an object, but was " + node);
    }
    return JSON.convertValue(node, OBJECT);
  }
}
