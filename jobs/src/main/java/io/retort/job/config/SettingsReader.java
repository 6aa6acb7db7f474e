package io.retort.job.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/**
 * Reads settings as typed values and collects what is wrong with them. A wrong value is replaced by
 * the reference's, so that reading goes on and the later problems are found too.
 */
public final class SettingsReader {

  private final Map<String, Setting> settings;
  private final Map<String, Object> reference = Settings.reference();
  private final List<String> problems;
  private final SortedMap<String, Object> values = new TreeMap<>();

  SettingsReader(Map<String, Setting> settings, List<String> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** What has been read so far, by key: the settings that this command depends on. */
  public SortedMap<String, Object> values() {
    return new TreeMap<>(values);
  }

  /** The problems so far, for a command that has more to check before it gives up. */
  public List<String> problems() {
    return new ArrayList<>(problems);
  }

  /** A text; a number or a boolean is taken as YAML would write it. */
  String text(String key) {
    return remember(key, setting(key).value().toString());
  }

  /** A text that is not blank. */
  String name(String key) {
    String value = text(key);
    if (value.isBlank()) {
      complain(key, "must not be empty");
    }
    return value;
  }

  /** One of the given words. */
  String choice(String key, List<String> words) {
    String value = text(key);
    if (!words.contains(value)) {
      complain(key, "must be one of " + String.join(", ", words));
      return reference(key).toString();
    }
    return value;
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  int whole(String key, int min, int max) {
    Object value = setting(key).value();
    if (!(value instanceof Integer number)) {
      complain(key, "must be a whole number in [" + min + ", " + max + "]");
      return (Integer) reference(key);
    }
    if (number < min || number > max) {
      complain(key, "must be in [" + min + ", " + max + "]");
      return (Integer) reference(key);
    }
    return remember(key, number);
  }

  /** Any 64-bit whole number. */
  long seed(String key) {
    Object value = setting(key).value();
    if (!(value instanceof Integer || value instanceof Long)) {
      complain(key, "must be a whole number of at most 64 bits");
      return ((Number) reference(key)).longValue();
    }
    return remember(key, ((Number) value).longValue());
  }

  /**
   * A number within a range.
   *
   * @param range holds for the numbers that are allowed; never asked about NaN
   * @param words the range in words, such as "in (0, 1]"
   */
  double number(String key, DoublePredicate range, String words) {
    Object value = setting(key).value();
    if (!(value instanceof Number number)
        || value instanceof BigInteger
        || Double.isNaN(number.doubleValue())) {
      complain(key, "must be a number " + words);
      return ((Number) reference(key)).doubleValue();
    }
    if (!range.test(number.doubleValue())) {
      complain(key, "must be " + words);
      return ((Number) reference(key)).doubleValue();
    }
    return remember(key, number.doubleValue());
  }

  /** Adds a problem that takes more than one value to see. */
  void complain(String key, String rule) {
    Setting setting = setting(key);
    String seen =
        setting.value() instanceof String ? "'" + setting.value() + "'" : "" + setting.value();
    problems.add(setting.origin() + ": " + key + " " + rule + ", but was " + seen);
  }

  private Setting setting(String key) {
    return Objects.requireNonNull(
        settings.get(key), () -> "reference.yaml must list '" + key + "', but does not");
  }

  private Object reference(String key) {
    return Objects.requireNonNull(reference.get(key), key);
  }

  private <T> T remember(String key, T value) {
    values.put(key, value);
    return value;
  }
}
