package io.retort.runtime;

/** Where guesses of a sequence's next tokens come from. */
public enum DraftSource {
  /** What followed the newest two tokens where the sequence had them before. */
  LOOKUP("lookup"),
  /** The checkpoint's own layer for multi-token prediction (DeepSeek-V3 report, section 2.2). */
  MTP("mtp");

  private final String word;

  DraftSource(String word) {
    this.word = word;
  }

  /** The word used in configuration. */
  public String word() {
    return word;
  }

  /**
   * Reads the word.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public static DraftSource of(String word) {
    for (DraftSource source : values()) {
      if (source.word.equals(word)) {
        return source;
      }
    }
    throw new IllegalArgumentException(
        "draft source must be lookup or mtp, but was '" + word + "'");
  }
}
