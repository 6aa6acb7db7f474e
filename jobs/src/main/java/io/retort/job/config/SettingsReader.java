package io.retort.job.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings as typed values and collects what is wrong with them. A wrong value is replaced by
 * the reference's, so that reading goes on and the later problems are found too.
 */
public final class SettingsReader {

  private final Map<String, Setting> settings;
  private final Map<String, Object> reference;
  private final List<String> problems;
  private final SortedMap<String, Object> values = new TreeMap<>();

  SettingsReader(Map<String, Setting> settings, List<String> problems) {
    this(settings, Settings.reference(), problems);
  }

  private SettingsReader(
      Map<String, Setting> settings, Map<String, Object> reference, List<String> problems) {
    this.settings = settings;
    this.reference = reference;
    this.problems = problems;
  }

  /** These settings with others laid over; what is wrong with them is collected here too. */
  SettingsReader overlaid(Map<String, Setting> overlay) {
    Map<String, Setting> all = new LinkedHashMap<>(settings);
    all.putAll(overlay);
    return new SettingsReader(all, reference, problems);
  }

  /**
   * These settings with others in the place of defaults: what the user has set stands.
   *
   * @param origin who recommends them
   * @param recommended value by key
   */
  SettingsReader recommended(String origin, Map<String, Object> recommended) {
    Map<String, Setting> overlay = new TreeMap<>();
    recommended.forEach(
        (key, value) -> {
          if (setting(key).isDefault()) {
            overlay.put(key, new Setting(value, origin, key));
          }
        });
    return overlaid(overlay);
  }

  /** Where each of the settings read so far was set, by key; see {@link Setting#origin}. */
  SortedMap<String, String> origins() {
    SortedMap<String, String> origins = new TreeMap<>();
    values.keySet().forEach(key -> origins.put(key, setting(key).origin()));
    return origins;
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

  /** A list of texts, none of them empty. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object item : (List<?>) setting(key).value()) {
      if (item instanceof Map || item instanceof List || item == null || item.equals("")) {
        complain(key, "must be a list of texts that are not empty");
        return List.of();
      }
      texts.add(item.toString());
    }
    return remember(key, List.copyOf(texts));
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

  /** The entries of a list, as far as they are mappings of known keys to single values. */
  List<SettingsEntry> entries(SweepList list) {
    Setting setting = setting(list.key());
    List<?> elements = (List<?>) remember(list.key(), setting.value());
    List<SettingsEntry> entries = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String where = list.key() + "[" + i + "]";
      if (elements.get(i) instanceof Map<?, ?> map) {
        entries.add(entry(list, where, setting.origin(), map));
      } else {
        complain(
            new Setting(elements.get(i), setting.origin(), where),
            "must be a mapping of keys to values");
      }
    }
    return entries;
  }

  private SettingsEntry entry(SweepList list, String where, String origin, Map<?, ?> map) {
    SortedMap<String, String> targets = list.targets(settings.keySet());
    SortedMap<String, Setting> overlay = new TreeMap<>();
    Optional<String> label = Optional.empty();
    for (Map.Entry<?, ?> field : map.entrySet()) {
      String key = String.valueOf(field.getKey());
      String written = where + "." + key;
      Object value = field.getValue();
      if (!targets.containsKey(key) && !key.equals(SweepList.LABEL)) {
        complainOnce(
            origin
                + ": key '"
                + written
                + "' is unknown; the nearest known key is '"
                + EditDistance.nearest(key, known(targets))
                + "'");
      } else if (value == null) {
        complainOnce(
            origin + ": " + written + " must have a value, but has none; leave the key out");
      } else if (takesList(targets.get(key)) != value instanceof List || value instanceof Map) {
        complain(
            new Setting(value, origin, written),
            takesList(targets.get(key)) ? "must be a list" : "must be a single value");
      } else if (key.equals(SweepList.LABEL)) {
        label = Optional.of(value.toString());
      } else {
        overlay.put(Objects.requireNonNull(targets.get(key)), new Setting(value, origin, written));
      }
    }
    return new SettingsEntry(where, origin, label, overlay);
  }

  private boolean takesList(@Nullable String key) {
    return key != null && reference(key) instanceof List;
  }

  private static List<String> known(SortedMap<String, String> targets) {
    List<String> known = new ArrayList<>(targets.keySet());
    known.add(SweepList.LABEL);
    return known;
  }

  /** Adds a problem that takes more than one value to see. */
  void complain(String key, String rule) {
    complain(setting(key), rule);
  }

  /** Adds a problem with a setting; once, however often it is read. */
  void complain(Setting setting, String rule) {
    complainOnce(setting.problem(rule));
  }

  private void complainOnce(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** The value of a key and where it was set. */
  Setting setting(String key) {
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
