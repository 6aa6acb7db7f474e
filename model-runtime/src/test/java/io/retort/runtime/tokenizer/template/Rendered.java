package io.retort.runtime.tokenizer.template;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders with the variables that the tables of this package share. */
final class Rendered {

  // White space that a table cannot show.
  private static final Map<String, String> MARKS =
      Map.of("⏎", "\n", "⇥", "\t", "␍", "\r", "⍽", "\u00a0");

  private Rendered() {}

  static String expression(String expression) {
    return template("{{ " + expression + " }}");
  }

  static String template(String template) {
    return ChatTemplate.parse(unescaped(template)).render(variables());
  }

  /** Puts white space in the place of the signs that stand for it. */
  static String unescaped(String text) {
    String unescaped = text;
    for (Map.Entry<String, String> mark : MARKS.entrySet()) {
      unescaped = unescaped.replace(mark.getKey(), mark.getValue());
    }
    return unescaped;
  }

  private static Map<String, @Nullable Object> variables() {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("n", 3);
    variables.put("f", 1.5);
    variables.put("t", true);
    variables.put("z", null);
    variables.put("e", "");
    variables.put("s", "Hello wörld 😀!");
    variables.put("words", "  a b\tc\n d  ");
    variables.put("l", Arrays.asList(1, 2L, 3, "a", null, true));
    Map<String, Object> inOrder = new LinkedHashMap<>();
    inOrder.put("b", 2);
    inOrder.put("a", 1);
    inOrder.put("items", "x");
    variables.put("d", inOrder);
    variables.put(
        "ms",
        List.of(
            message("system", "S"),
            message("user", "hi"),
            message("assistant", "<think>\nr\n</think>\n\nb")));
    return variables;
  }

  private static Map<String, Object> message(String role, String content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }
}
