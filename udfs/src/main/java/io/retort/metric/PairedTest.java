package io.retort.metric;

/** The test behind a comparison's p-value. */
public enum PairedTest {
  /** For one rollout a problem on both sides. */
  MCNEMAR("exact McNemar"),
  /** For several. */
  PAIRED_T("paired t");

  private final String label;

  PairedTest(String label) {
    this.label = label;
  }

  /** The words in reports. */
  public String label() {
    return label;
  }
}
