package io.retort.benchmark.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Values of rows as text. */
final class Scalars {

  private Scalars() {}

  /** A text as it is, a number without needless digits: 27.0 is "27". */
  static String text(JsonNode value) {
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue().stripTrailingZeros();
      return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
    }
    if (!value.isTextual() && !value.isBoolean()) {
      throw new IllegalArgumentException("a value must be a text or a number, but was " + value);
    }
    return value.asText();
  }

  /** The items of an array as text. */
  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(text(item)));
    return texts;
  }
}
