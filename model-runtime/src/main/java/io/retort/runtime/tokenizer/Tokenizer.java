package io.retort.runtime.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.retort.runtime.ChatMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of one checkpoint. Thread-safe; holds native memory until it is closed.
 *
 * <p>Reads tokenizer.json (byte-pair encodings), tokenizer_config.json and, where there are any,
 * chat_template.jinja and additional_chat_templates of a Hugging Face folder, and no other file of
 * it.
 */
public final class Tokenizer implements AutoCloseable {

  private static final String FILE = "tokenizer.json";

  private final HuggingFaceTokenizer library;
  private final int vocabularySize;
  private final Prompts prompts;
  private final OptionalInt beginOfSequence;
  private final OptionalInt endOfSequence;
  // The library frees its memory on close even while another thread encodes.
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean isClosed;

  private Tokenizer(
      HuggingFaceTokenizer library,
      int vocabularySize,
      Prompts prompts,
      OptionalInt beginOfSequence,
      OptionalInt endOfSequence) {
    this.library = library;
    this.vocabularySize = vocabularySize;
    this.prompts = prompts;
    this.beginOfSequence = beginOfSequence;
    this.endOfSequence = endOfSequence;
  }

  /**
   * Opens the tokenizer of a checkpoint folder.
   *
   * @throws IllegalArgumentException if a file is missing, or is no tokenizer
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Tokenizer open(Path folder) {
    TokenizerConfig config = TokenizerConfig.read(folder);
    JsonFile file = JsonFile.read(folder.resolve(FILE));
    Vocabulary vocabulary = Vocabulary.of(file);
    OptionalInt beginOfSequence = idOf("bos_token", config, vocabulary, folder);
    OptionalInt endOfSequence = idOf("eos_token", config, vocabulary, folder);
    Prompts prompts = Prompts.of(config, folder);
    return new Tokenizer(library(file), vocabulary.size(), prompts, beginOfSequence, endOfSequence);
  }

  /**
   * Opens the tokenizer of a checkpoint folder where it has a tokenizer.json.
   *
   * @throws IllegalArgumentException if there is one, but it cannot be used
   */
  public static Optional<Tokenizer> find(Path folder) {
    return Files.exists(folder.resolve(FILE)) ? Optional.of(open(folder)) : Optional.empty();
  }

  private static OptionalInt idOf(
      String name, TokenizerConfig config, Vocabulary vocabulary, Path folder) {
    String text = config.specialTokens().get(name);
    if (text == null) {
      return OptionalInt.empty();
    }
    OptionalInt id = vocabulary.idOf(text);
    if (id.isEmpty()) {
      throw new IllegalArgumentException(
          folder.resolve(TokenizerConfig.FILE)
              + ": "
              + name
              + " must be a token of tokenizer.json, but was '"
              + text
              + "'; the two files belong to different checkpoints");
    }
    return id;
  }

  private static HuggingFaceTokenizer library(JsonFile file) {
    // Left alone, the library cuts at 512 tokens. It is not given tokenizer_config.json, so that it
    // neither adds special tokens nor removes spaces ("clean_up_tokenization_spaces") on decoding.
    Map<String, String> options = Map.of("truncation", "false", "padding", "false");
    try (InputStream json =
        new ByteArrayInputStream(file.text().getBytes(StandardCharsets.UTF_8))) {
      return HuggingFaceTokenizer.newInstance(json, options);
    } catch (IOException e) {
      throw new UncheckedIOException(file.file() + ": must be readable, but was not: " + e, e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          file.file()
              + ": must be a tokenizer of Hugging Face's tokenizers library, but it says: "
              + e.getMessage()
              + "; fetch the file again",
          e);
    }
  }

  /**
   * The token ids of a text, without adding any. The text of a special token gives that token, so
   * text from outside can hold control tokens; a lone surrogate counts as U+FFFD.
   */
  public List<Integer> encode(String text) {
    return encode(text, false);
  }

  /** As {@link #encode(String)}, with what tokenizer.json's own post-processor adds around it. */
  public List<Integer> encodeWithSpecialTokens(String text) {
    return encode(text, true);
  }

  private List<Integer> encode(String text, boolean addSpecialTokens) {
    String wellFormed = wellFormed(text);
    long[] ids = use(library -> library.encode(wellFormed, addSpecialTokens, false).getIds());
    return Arrays.stream(ids).mapToObj(Math::toIntExact).toList();
  }

  /**
   * The text of token ids, byte for byte: no space is cleaned up. Bytes that are no UTF-8, such as
   * the first half of a character at the end, become U+FFFD; an id without a token gives nothing.
   *
   * @param skipSpecialTokens leaves out tokens that tokenizer.json calls special, such as the end
   *     of the sequence; {@code <think>} is none of them
   */
  public String decode(List<Integer> ids, boolean skipSpecialTokens) {
    long[] array = ids.stream().mapToLong(Tokenizer::checkedId).toArray();
    return use(library -> library.decode(array, skipSpecialTokens));
  }

  /**
   * The token ids of a text that a model reads from its beginning: with exactly one
   * beginning-of-sequence token in front where tokenizer_config.json says {@code add_bos_token}, or
   * leaves it open and tokenizer.json's post-processor adds one.
   */
  public List<Integer> sequence(String text) {
    return prompts.config().addBosToken().orElseGet(this::postProcessorBegins)
        ? begun(encode(text))
        : encode(text);
  }

  private boolean postProcessorBegins() {
    List<Integer> empty = encodeWithSpecialTokens("");
    return !empty.isEmpty() && beginOfSequence.equals(OptionalInt.of(empty.get(0)));
  }

  /** Whether the checkpoint has a chat template. */
  public boolean hasChatTemplate() {
    return prompts.hasTemplate();
  }

  /**
   * The text of a conversation under the checkpoint's chat template, with the generation prompt
   * added: what the model is to complete.
   *
   * @throws IllegalArgumentException if the checkpoint has no chat template, or it refuses the
   *     messages
   */
  public String promptText(List<ChatMessage> messages) {
    return promptText(conversation(messages));
  }

  /** As {@link #promptText(List)}, of a conversation with all that a template can read. */
  public String promptText(Conversation conversation) {
    return prompts.render(conversation);
  }

  /**
   * The token ids of {@link #promptText}, with exactly one beginning-of-sequence token in front:
   * the template's own, or one that tokenizer_config.json asks for with {@code add_bos_token}. A
   * checkpoint that has neither gets none.
   */
  public List<Integer> prompt(List<ChatMessage> messages) {
    return prompt(conversation(messages));
  }

  /** As {@link #prompt(List)}, of a conversation with all that a template can read. */
  public List<Integer> prompt(Conversation conversation) {
    List<Integer> ids = encode(promptText(conversation));
    boolean begins = !ids.isEmpty() && beginOfSequence.equals(OptionalInt.of(ids.get(0)));
    return begins || prompts.config().addBosToken().orElse(false) ? begun(ids) : ids;
  }

  private static Conversation conversation(List<ChatMessage> messages) {
    return new Conversation(
        messages.stream()
            .<Map<String, @Nullable Object>>map(
                message -> Map.of("role", message.role(), "content", message.content()))
            .toList(),
        true,
        Map.of(),
        Optional.empty());
  }

  /** The ids with exactly one beginning-of-sequence token in front, where there is such a token. */
  private List<Integer> begun(List<Integer> ids) {
    if (beginOfSequence.isEmpty()) {
      return ids;
    }
    int begin = beginOfSequence.getAsInt();
    int count = 0;
    while (count < ids.size() && ids.get(count) == begin) {
      count++;
    }
    List<Integer> begun = new ArrayList<>(List.of(begin));
    begun.addAll(ids.subList(count, ids.size()));
    return List.copyOf(begun);
  }

  /** The id of the token that begins a sequence, where the checkpoint has one. */
  public OptionalInt beginOfSequence() {
    return beginOfSequence;
  }

  /** The id of the token that ends a sequence, where the checkpoint has one. */
  public OptionalInt endOfSequence() {
    return endOfSequence;
  }

  /** One more than the largest token id; the model's own vocabulary may be padded beyond it. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** Frees the native memory, once no thread uses it. Closing again does nothing. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      isClosed = true;
      library.close();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private <T> T use(Function<HuggingFaceTokenizer, T> action) {
    lock.readLock().lock();
    try {
      if (isClosed) {
        throw new IllegalStateException("the tokenizer must be open, but was closed before");
      }
      return action.apply(library);
    } finally {
      lock.readLock().unlock();
      // A tokenizer that nobody holds any more is freed by its finaliser, which must not be now.
      Reference.reachabilityFence(library);
    }
  }

  // The library's own conversion garbles the whole text at one lone surrogate.
  private static String wellFormed(String text) {
    int[] points =
        text.codePoints()
            .map(point -> Character.getType(point) == Character.SURROGATE ? 0xfffd : point)
            .toArray();
    return new String(points, 0, points.length);
  }

  private static long checkedId(int id) {
    if (id < 0) {
      throw new IllegalArgumentException("a token id must be at least 0, but was " + id);
    }
    return id;
  }
}
