package io.retort.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The project's own problem format: JSONL with the fields {@code id}, {@code question} (one user
 * turn) or {@code messages} (turns of {@code role} and {@code content}), {@code target}, and
 * optionally {@code subject} and {@code level}. Other fields are errors, so that a misspelt one is
 * not lost.
 */
final class CanonicalJsonl {

  private static final List<String> FIELDS =
      List.of("id", "question", "messages", "target", "subject", "level");
  private static final JsonMapper JSON = new JsonMapper();

  private CanonicalJsonl() {}

  /**
   * Reads problems.
   *
   * @param benchmark the name the problems get
   * @param source what the bytes are called in messages
   * @throws IllegalArgumentException naming source, line and field of everything that is wrong
   */
  static List<Problem> read(String benchmark, String source, byte[] bytes) {
    Map<String, Integer> lineOfId = new HashMap<>();
    return JsonLines.read(
        source,
        bytes,
        line -> {
          line.requireOnly(FIELDS);
          String id = line.text("id");
          Integer earlier = lineOfId.putIfAbsent(id, line.number());
          if (earlier != null) {
            throw new IllegalArgumentException(
                "id must be unique, but '" + id + "' is that of line " + earlier + " too");
          }
          return new Problem(
              id,
              benchmark,
              messages(line),
              line.text("target"),
              line.textOr("subject", ""),
              line.countOr("level", 0));
        });
  }

  /** Writes problems so that reading gives them back; the same problems give the same bytes. */
  static byte[] write(List<Problem> problems) {
    StringBuilder lines = new StringBuilder();
    for (Problem problem : problems) {
      lines.append(json(problem)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<Message> messages(JsonLine line) {
    if (line.has("question") == line.has("messages")) {
      throw new IllegalArgumentException(
          "one of the fields 'question' and 'messages' must be there, but "
              + (line.has("question") ? "both" : "neither")
              + " was");
    }
    return line.has("messages")
        ? line.messages()
        : List.of(new Message("user", line.text("question")));
  }

  private static ObjectNode json(Problem problem) {
    ObjectNode json = JSON.createObjectNode().put("id", problem.id());
    List<Message> messages = problem.messages();
    if (messages.size() == 1 && messages.get(0).role().equals("user")) {
      json.put("question", messages.get(0).content());
    } else {
      for (Message message : messages) {
        json.withArray("messages")
            .addObject()
            .put("role", message.role())
            .put("content", message.content());
      }
    }
    json.put("target", problem.target());
    if (!problem.subject().isEmpty()) {
      json.put("subject", problem.subject());
    }
    if (problem.level() > 0) {
      json.put("level", problem.level());
    }
    return json;
  }
}
