package io.retort.runtime;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.tokenizer.Conversation;
import io.retort.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a checkpoint can be given, before its weights are loaded: token ids, and where the folder
 * has a tokenizer also texts and conversations. Everything is checked against the model's
 * vocabulary and positions.
 */
public final class CheckpointTokens implements AutoCloseable {

  private final Checkpoint checkpoint;
  private final Optional<Tokenizer> tokenizer;

  private CheckpointTokens(Checkpoint checkpoint, Optional<Tokenizer> tokenizer) {
    this.checkpoint = checkpoint;
    this.tokenizer = tokenizer;
  }

  /**
   * Reads configuration, tensor headers and tokenizer.
   *
   * @throws IllegalArgumentException if the folder is no checkpoint that this runtime can run
   */
  public static CheckpointTokens open(Path folder) {
    return new CheckpointTokens(Checkpoint.open(folder), Tokenizer.find(folder));
  }

  public Checkpoint checkpoint() {
    return checkpoint;
  }

  public Optional<Tokenizer> tokenizer() {
    return tokenizer;
  }

  /** A text from the beginning of a sequence; see {@link Tokenizer#sequence}. */
  public List<Integer> ofText(String text) {
    return required("texts").sequence(text);
  }

  /** A conversation under the chat template; see {@link Tokenizer#prompt(Conversation)}. */
  public List<Integer> ofConversation(Conversation conversation) {
    return required("messages").prompt(conversation);
  }

  /** The text of generated ids, special tokens included; nothing where there is no tokenizer. */
  public String decode(List<Integer> ids) {
    return tokenizer.map(known -> known.decode(ids, false)).orElse("");
  }

  /**
   * Ids that the model can read.
   *
   * @param room positions left for others
   * @return the ids
   * @throws IllegalArgumentException if one is outside of the vocabulary, or they are too many
   */
  public List<Integer> checked(List<Integer> ids, int room) {
    int vocabulary = checkpoint.config().vocabularySize();
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) < 0 || ids.get(i) >= vocabulary) {
        throw new IllegalArgumentException(
            "token ids must be in [0, " + vocabulary + "), but number " + i + " is " + ids.get(i));
      }
    }
    int most = checkpoint.config().maxPositions() - room;
    if (ids.size() > most) {
      throw new IllegalArgumentException(
          "there must be at most "
              + most
              + " tokens"
              + (room > 0 ? ", since the model has room for " + (most + room) : "")
              + ", but there are "
              + ids.size());
    }
    return ids;
  }

  private Tokenizer required(String input) {
    return tokenizer.orElseThrow(
        () ->
            new IllegalArgumentException(
                input
                    + " must have a tokenizer, but "
                    + checkpoint.folder()
                    + " has no tokenizer.json; give token_ids"));
  }

  @Override
  public void close() {
    tokenizer.ifPresent(Tokenizer::close);
  }
}
