package io.retort.runtime.tokenizer;

/**
 * The control tokens of a tokenizer that {@link BpeLearner} learns: the names that DeepSeek's own
 * checkpoints use, so that their chat templates read the same.
 */
public enum SpecialToken {
  BEGIN_OF_SEQUENCE(0, "<｜begin▁of▁sentence｜>", true),
  END_OF_SEQUENCE(1, "<｜end▁of▁sentence｜>", true),
  PADDING(2, "<｜▁pad▁｜>", true),
  USER(3, "<｜User｜>", true),
  ASSISTANT(4, "<｜Assistant｜>", true),
  // Not special, as in DeepSeek-R1: decoding keeps them, and graders split a trace at them.
  BEGIN_OF_REASONING(5, "<think>", false),
  END_OF_REASONING(6, "</think>", false);

  private final int id;
  private final String text;
  private final boolean isHidden;

  SpecialToken(int id, String text, boolean isHidden) {
    this.id = id;
    this.text = text;
    this.isHidden = isHidden;
  }

  /** The text that stands for this token wherever it occurs, in messages too. */
  public String text() {
    return text;
  }

  /** The token id, which is the same in every learned tokenizer. */
  public int id() {
    return id;
  }

  /** Whether decoding may leave it out; the "special" of tokenizer.json. */
  boolean isHidden() {
    return isHidden;
  }
}
