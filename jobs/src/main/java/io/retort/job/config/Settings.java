package io.retort.job.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings a user gave, laid over the reference: {@code reference.yaml}, then the file, then
 * each {@code --set} in order.
 */
public final class Settings {

  private static final String REFERENCE = Setting.DEFAULT;

  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Settings() {}

  /**
   * Lays the user's settings over the reference. Nothing is thrown here: problems wait for {@link
   * SettingsReader#throwIfInvalid()}, so that they come together with those of the values.
   *
   * @param file the file with the user's settings; empty for the defaults
   * @param assignments texts of the form {@code key=value}
   */
  public static SettingsReader load(Optional<Path> file, List<String> assignments) {
    Settings loaded = new Settings();
    reference()
        .forEach((key, value) -> loaded.settings.put(key, new Setting(value, REFERENCE, key)));
    file.ifPresent(loaded::layFile);
    assignments.forEach(loaded::layAssignment);
    return new SettingsReader(loaded.settings, loaded.problems);
  }

  /** Every key with its default, in the order of the file. */
  static Map<String, Object> reference() {
    List<String> problems = new ArrayList<>();
    Map<String, Object> values = FlatYaml.parse(referenceText(), REFERENCE, problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("\n", problems));
    }
    return values;
  }

  private static String referenceText() {
    try (InputStream in =
        Objects.requireNonNull(
            Settings.class.getResourceAsStream(REFERENCE), "the jar must hold " + REFERENCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(REFERENCE + " cannot be read", e);
    }
  }

  private void layFile(Path file) {
    if (!Files.isRegularFile(file)) {
      problems.add(file + ": the settings file must exist, but there is no such file");
      return;
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      problems.add(file + ": the settings file must be readable UTF-8 text, but: " + e);
      return;
    }
    FlatYaml.parse(text, file.toString(), problems)
        .forEach((key, value) -> lay(key, value, file.toString()));
  }

  private void layAssignment(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      problems.add("--set must be key=value, but was '" + assignment + "'");
      return;
    }
    String key = assignment.substring(0, equals).strip();
    String value = assignment.substring(equals + 1).strip();
    lay(key, takesList(key) ? FlatYaml.list(value) : FlatYaml.scalar(value), "--set");
  }

  private boolean takesList(String key) {
    Setting setting = settings.get(key);
    return setting != null && setting.value() instanceof List;
  }

  private void lay(String key, Object value, String origin) {
    Optional<String> list = listAround(key);
    if (settings.containsKey(key)) {
      layKnown(key, new Setting(value, origin, key));
    } else if (list.isPresent()) {
      complainOnce(
          origin
              + ": "
              + list.get()
              + " must be a list of entries, but was a mapping; write '- ' before each entry");
    } else {
      problems.add(
          origin
              + ": key '"
              + key
              + "' is unknown; the nearest known key is '"
              + EditDistance.nearest(key, settings.keySet())
              + "'");
    }
  }

  private void layKnown(String key, Setting setting) {
    boolean isList = setting.value() instanceof List;
    if (isList && !takesList(key)) {
      problems.add(
          setting.origin()
              + ": "
              + key
              + " must be a single value, but was the list "
              + setting.value());
    } else if (!isList && takesList(key)) {
      problems.add(setting.problem("must be a list of entries"));
    } else {
      settings.put(key, setting);
    }
  }

  /** The key of the list that this key would lie in, if that were a mapping. */
  private Optional<String> listAround(String key) {
    return settings.keySet().stream()
        .filter(known -> takesList(known) && key.startsWith(known + "."))
        .findFirst();
  }

  private void complainOnce(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
