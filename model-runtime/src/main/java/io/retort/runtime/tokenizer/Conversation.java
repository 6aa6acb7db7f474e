package io.retort.runtime.tokenizer;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a chat template is given, all of it JSON-like (null, Boolean, Integer, Long, Double, String,
 * List, Map).
 *
 * @param messages turns: role and content, and whatever else the template reads, such as tool_calls
 * @param addsGenerationPrompt whether the prompt ends where the assistant's next turn begins
 * @param variables more variables by name, such as tools or enable_thinking
 * @param template a Jinja source, or the name of one of the checkpoint's templates; empty for the
 *     one the checkpoint means for such a conversation
 */
public record Conversation(
    List<Map<String, @Nullable Object>> messages,
    boolean addsGenerationPrompt,
    Map<String, @Nullable Object> variables,
    Optional<String> template) {

  public Conversation {
    messages = List.copyOf(messages);
    // Map.copyOf takes no null, which a variable may be.
    variables = Collections.unmodifiableMap(new HashMap<>(variables));
  }
}
