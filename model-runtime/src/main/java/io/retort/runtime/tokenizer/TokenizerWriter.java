package io.retort.runtime.tokenizer;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a learned tokenizer as the two files that Hugging Face's libraries read: tokenizer.json
 * and tokenizer_config.json. The same model always gives the same bytes.
 */
public final class TokenizerWriter {

  /**
   * The prompt format of DeepSeek-R1: turns marked by their tokens, the reasoning of earlier
   * answers left out, and the reasoning of the next one begun.
   */
  static final String CHAT_TEMPLATE =
      """
      {{ bos_token }}
      {%- for message in messages %}
      {%- if message['role'] == 'system' %}
      {{- message['content'] }}
      {%- elif message['role'] == 'user' %}
      {{- '<｜User｜>' + message['content'] }}
      {%- elif message['role'] == 'assistant' %}
      {{- '<｜Assistant｜>' + message['content'].split('</think>')[-1] + eos_token }}
      {%- else %}
      {{- raise_exception('role must be system, user or assistant, but was ' + message['role']) }}
      {%- endif %}
      {%- endfor %}
      {%- if add_generation_prompt %}
      {{- '<｜Assistant｜><think>\\n' }}
      {%- endif %}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenizerWriter() {}

  /**
   * Writes both files into an existing folder, over older ones.
   *
   * @param maxLength the longest sequence the model is made for, in tokens; other tools warn beyond
   * @throws UncheckedIOException if a file cannot be written
   */
  public static void write(BpeModel model, Path folder, int maxLength) {
    if (maxLength < 1) {
      throw new IllegalArgumentException("maxLength must be at least 1, but was " + maxLength);
    }
    write(tokenizer(model), folder.resolve("tokenizer.json"));
    write(config(maxLength), folder.resolve("tokenizer_config.json"));
  }

  private static ObjectNode tokenizer(BpeModel model) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "1.0");
    root.putNull("truncation");
    root.putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (SpecialToken token : SpecialToken.values()) {
      added.add(addedToken(token));
    }
    root.putNull("normalizer");
    root.set("pre_tokenizer", preTokenizer());
    root.putNull("post_processor");
    root.set("decoder", byteLevel(true).put("use_regex", true));
    root.set("model", bpe(model));
    return root;
  }

  private static ObjectNode addedToken(SpecialToken token) {
    return JSON.createObjectNode()
        .put("id", token.id())
        .put("content", token.text())
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", token.isHidden());
  }

  private static ObjectNode preTokenizer() {
    ObjectNode split = JSON.createObjectNode().put("type", "Split");
    split.putObject("pattern").put("Regex", BpeLearner.CHUNKS);
    split.put("behavior", "Isolated").put("invert", false);
    ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
    sequence.putArray("pretokenizers").add(split).add(byteLevel(false).put("use_regex", false));
    return sequence;
  }

  private static ObjectNode byteLevel(boolean addPrefixSpace) {
    return JSON.createObjectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", addPrefixSpace)
        .put("trim_offsets", true);
  }

  private static ObjectNode bpe(BpeModel model) {
    ObjectNode bpe = JSON.createObjectNode().put("type", "BPE");
    for (String absent :
        List.of("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
      bpe.putNull(absent);
    }
    bpe.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    ObjectNode vocabulary = bpe.putObject("vocab");
    for (int id = 0; id < model.vocabulary().size(); id++) {
      vocabulary.put(model.vocabulary().get(id), id);
    }
    ArrayNode merges = bpe.putArray("merges");
    // No token holds a space: ByteAlphabet spells it as another character.
    model.merges().forEach(merge -> merges.add(merge.left() + " " + merge.right()));
    return bpe;
  }

  private static ObjectNode config(int maxLength) {
    return JSON.createObjectNode()
        .put("tokenizer_class", "PreTrainedTokenizerFast")
        .put("bos_token", SpecialToken.BEGIN_OF_SEQUENCE.text())
        .put("eos_token", SpecialToken.END_OF_SEQUENCE.text())
        .put("pad_token", SpecialToken.PADDING.text())
        .put("add_bos_token", true)
        .put("add_eos_token", false)
        .put("clean_up_tokenization_spaces", false)
        .put("model_max_length", maxLength)
        .put("chat_template", CHAT_TEMPLATE);
  }

  private static void write(ObjectNode json, Path file) {
    // The indenter is named because the default one takes the line separator of the machine.
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    try {
      Files.writeString(file, JSON.writer(printer).writeValueAsString(json) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " must be writable, but was not (" + e + "); check that its folder exists", e);
    }
  }
}
