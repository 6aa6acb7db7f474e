package io.retort.runtime;

/** Why a completion ended. */
public enum FinishReason {
  /** The model produced a stop token. */
  STOP("stop"),
  /** The token budget or the model's context ran out. */
  LENGTH("length"),
  /** The request could not be run; {@link Completion#error} says why. */
  ERROR("error");

  private final String word;

  FinishReason(String word) {
    this.word = word;
  }

  /** The word stored in tables; spelled out, so that renaming a constant cannot change data. */
  public String word() {
    return word;
  }
}
