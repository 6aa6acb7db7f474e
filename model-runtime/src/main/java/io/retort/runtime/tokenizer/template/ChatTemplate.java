package io.retort.runtime.tokenizer.template;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat template, ready to be rendered any number of times. Immutable.
 *
 * <p>Renders as {@code apply_chat_template} of Hugging Face's transformers does: Jinja with {@code
 * trim_blocks} and {@code lstrip_blocks}, {@code break} and {@code continue}, {@code generation}
 * blocks, {@code raise_exception} and {@code strftime_now}. Values cannot be changed in place, as
 * in its sandbox. What is not supported (such as {@code include} or {@code block}) is an error that
 * names it.
 */
public final class ChatTemplate {

  // The longest template among well-known checkpoints has some 20,000 characters.
  private static final int MAX_SOURCE_LENGTH = 1 << 20;

  private final Block body;
  private final Clock clock;

  private ChatTemplate(Block body, Clock clock) {
    this.body = body;
    this.clock = clock;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException with the line, if it is not one or needs what is not supported
   */
  public static ChatTemplate parse(String source) {
    return parse(source, Clock.systemUTC());
  }

  /** As {@link #parse(String)}; {@code strftime_now} reads the given clock instead of UTC. */
  public static ChatTemplate parse(String source, Clock clock) {
    if (source.length() > MAX_SOURCE_LENGTH) {
      throw new IllegalArgumentException(
          "a chat template must have at most "
              + MAX_SOURCE_LENGTH
              + " characters, but has "
              + source.length());
    }
    try {
      return new ChatTemplate(new StatementParser(new Lexer(source).tokens()).template(), clock);
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
  }

  /**
   * Renders the template.
   *
   * @param variables JSON-like values: null, Boolean, Integer, Long, Double, String, List, Map
   * @throws IllegalArgumentException with the line, if the template fails, calls {@code
   *     raise_exception}, or goes beyond the bounds of {@link Rendering}
   */
  public String render(Map<String, ? extends @Nullable Object> variables) {
    Rendering rendering = new Rendering(clock);
    Scope scope = Scope.global(rendering);
    variables.forEach((name, value) -> scope.set(name, Value.of(value)));
    Printer output = new Printer(rendering);
    try {
      body.execute(scope, output);
      return output.text();
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          TemplateError.at(rendering.line(), String.valueOf(e.getMessage())), e);
    }
  }

  // How deep a stack goes depends on the thread, so no count of nested brackets could be promised.
  private static IllegalArgumentException tooDeep(StackOverflowError e) {
    return new IllegalArgumentException(
        "a chat template must not nest its expressions so deeply that the stack overflows", e);
  }
}
