package io.retort.job.config;

/**
 * The value of one key and where it was set.
 *
 * @param value String, Integer, Long, BigInteger, Double or Boolean
 * @param origin a file's path, "--set", or "reference.yaml"
 */
record Setting(Object value, String origin) {}
