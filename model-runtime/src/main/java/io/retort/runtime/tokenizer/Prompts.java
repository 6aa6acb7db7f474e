package io.retort.runtime.tokenizer;

import io.retort.runtime.ChatMessage;
import io.retort.runtime.tokenizer.template.ChatTemplate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the prompt of a conversation, as {@code apply_chat_template} of transformers does. */
final class Prompts {

  private final Path folder;
  private final TokenizerConfig config;
  private final Optional<ChatTemplate> template;

  private Prompts(Path folder, TokenizerConfig config, Optional<ChatTemplate> template) {
    this.folder = folder;
    this.config = config;
    this.template = template;
  }

  /**
   * Reads the chat template, where there is one.
   *
   * @throws IllegalArgumentException if it is not one, or needs what is not supported
   */
  static Prompts of(TokenizerConfig config, Path folder) {
    try {
      return new Prompts(folder, config, config.chatTemplate().map(ChatTemplate::parse));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          folder
              + ": "
              + e.getMessage()
              + "; correct the template, or put another into "
              + TokenizerConfig.TEMPLATE_FILE,
          e);
    }
  }

  boolean addsBeginOfSequence() {
    return config.addsBeginOfSequence();
  }

  String render(List<ChatMessage> messages) {
    ChatTemplate chatTemplate =
        template.orElseThrow(
            () ->
                new IllegalArgumentException(
                    folder
                        + ": there must be a chat template for messages, but there is none; put one"
                        + " into "
                        + TokenizerConfig.TEMPLATE_FILE));
    Map<String, @Nullable Object> variables = new HashMap<>(config.specialTokens());
    variables.put(
        "messages",
        messages.stream()
            .map(message -> Map.of("role", message.role(), "content", message.content()))
            .toList());
    variables.put("add_generation_prompt", true);
    // Templates that know tools and documents find None where there are none.
    variables.put("tools", null);
    variables.put("documents", null);
    return chatTemplate.render(variables);
  }
}
