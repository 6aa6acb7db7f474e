package io.retort.job.doctor;

/** Whether something will do. */
public enum Health {
  OK("ok"),
  /** Works, but not as well as it could. */
  WARNING("warning"),
  /** Keeps retort from working. */
  PROBLEM("problem");

  private final String word;

  Health(String word) {
    this.word = word;
  }

  /** The word that is printed. */
  public String word() {
    return word;
  }
}
