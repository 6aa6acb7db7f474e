package io.retort.grader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of an answer that has several: a JSON array of texts or numbers. */
final class Spans {

  // Far above any answer of DROP, whose most is in the tens; aligning takes cubic time.
  private static final int MAX_SPANS = 100;

  private Spans() {}

  /** The spans, at least one: {@code text} itself if it is no such array. */
  static List<String> of(String text) {
    if (!text.strip().startsWith("[")) {
      return List.of(text);
    }
    Optional<JsonNode> array = JsonText.read(text).filter(JsonNode::isArray);
    if (array.isEmpty() || array.get().isEmpty() || array.get().size() > MAX_SPANS) {
      return List.of(text);
    }
    List<String> spans = new ArrayList<>();
    for (JsonNode span : array.get()) {
      if (!span.isTextual() && !span.isNumber()) {
        return List.of(text);
      }
      spans.add(span.asText());
    }
    return spans;
  }
}
