package io.retort.grader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What it takes for JSON to be as the target wants it. Paths in differences are JSON pointers. */
enum JsonComparison {
  /** The same value: keys in any order, numbers by value, arrays in order. */
  EQUAL("equals the target") {
    @Override
    Optional<String> difference(JsonNode found, JsonNode wanted) {
      return JsonDifference.between(found, wanted, false);
    }
  },

  /** As equal, but objects may have more fields than the target's. */
  SUBSET("has everything that the target has") {
    @Override
    Optional<String> difference(JsonNode found, JsonNode wanted) {
      return JsonDifference.between(found, wanted, true);
    }
  },

  /** The target is a schema: see {@link JsonShape}. */
  SCHEMA("has the shape that the target asks for") {
    @Override
    Optional<String> difference(JsonNode found, JsonNode wanted) {
      return JsonShape.difference(found, wanted, "");
    }
  };

  private final String word;

  JsonComparison(String word) {
    this.word = word;
  }

  /** Completes "the answer ...". */
  String word() {
    return word;
  }

  /** The first difference in words; empty if there is none. */
  abstract Optional<String> difference(JsonNode found, JsonNode wanted);
}
