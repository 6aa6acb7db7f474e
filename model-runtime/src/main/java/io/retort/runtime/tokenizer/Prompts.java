package io.retort.runtime.tokenizer;

import io.retort.runtime.tokenizer.template.ChatTemplate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the prompt of a conversation, as {@code apply_chat_template} of transformers does. */
final class Prompts {

  private static final String TOOLS = "tools";

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
    return new Prompts(folder, config, config.chatTemplate().map(source -> parse(source, folder)));
  }

  private static ChatTemplate parse(String source, Path folder) {
    try {
      return ChatTemplate.parse(source);
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

  TokenizerConfig config() {
    return config;
  }

  boolean hasTemplate() {
    return template.isPresent();
  }

  String render(Conversation conversation) {
    Map<String, @Nullable Object> variables = new HashMap<>(config.specialTokens());
    // Templates that know tools and documents find None where there are none.
    variables.put(TOOLS, null);
    variables.put("documents", null);
    variables.putAll(conversation.variables());
    variables.put("messages", conversation.messages());
    variables.put("add_generation_prompt", conversation.addsGenerationPrompt());
    return template(conversation).render(variables);
  }

  /** As transformers chooses: what is asked for, the one for tools where there are any, its own. */
  private ChatTemplate template(Conversation conversation) {
    Map<String, String> named = config.chatTemplates();
    if (conversation.template().isPresent()) {
      String asked = conversation.template().get();
      return ChatTemplate.parse(named.getOrDefault(asked, asked));
    }
    if (conversation.variables().get(TOOLS) != null
        && named.containsKey(TokenizerConfig.TOOL_TEMPLATE)) {
      return parse(named.getOrDefault(TokenizerConfig.TOOL_TEMPLATE, ""), folder);
    }
    return template.orElseThrow(
        () ->
            new IllegalArgumentException(
                folder
                    + ": there must be a chat template for messages, but there is none; put one"
                    + " into "
                    + TokenizerConfig.TEMPLATE_FILE));
  }
}
