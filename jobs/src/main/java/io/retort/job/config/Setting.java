package io.retort.job.config;

/**
 * The value of one key and where it was set.
 *
 * @param value String, Integer, Long, BigInteger, Double, Boolean, or a List as YAML gives it
 * @param origin a file's path, "--set", "protocol NAME", or {@link #DEFAULT}
 * @param writtenKey the key as it was written there, such as "sweep.presets[0].top_p"
 */
record Setting(Object value, String origin, String writtenKey) {

  /** Where it was set if nobody set it. */
  static final String DEFAULT = "reference.yaml";

  boolean isDefault() {
    return origin.equals(DEFAULT);
  }

  /** One line about what must hold for this setting, and what was seen. */
  String problem(String rule) {
    String seen = value instanceof String ? "'" + value + "'" : "" + value;
    return origin + ": " + writtenKey + " " + rule + ", but was " + seen;
  }
}
