package io.retort.job.stats;

import io.retort.metric.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Builds a row's outputs in order. */
final class Output {

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  Output put(String name, double value) {
    values.put(name, value);
    return this;
  }

  Output put(String name, int value) {
    values.put(name, value);
    return this;
  }

  Output put(String name, long value) {
    values.put(name, value);
    return this;
  }

  Output put(String name, double[] value) {
    values.put(name, value);
    return this;
  }

  Output put(String name, Interval interval) {
    values.put(name, new double[] {interval.low(), interval.high()});
    return this;
  }

  /** Null if there is no value. */
  Output put(String name, OptionalDouble value) {
    values.put(name, value.isPresent() ? value.getAsDouble() : null);
    return this;
  }

  Output put(String name, Output inner) {
    values.put(name, inner.values);
    return this;
  }

  Map<String, @Nullable Object> values() {
    return values;
  }
}
