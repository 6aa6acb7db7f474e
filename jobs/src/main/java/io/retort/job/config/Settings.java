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

  private static final String REFERENCE = "reference.yaml";

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
    reference().forEach((key, value) -> loaded.settings.put(key, new Setting(value, REFERENCE)));
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
    lay(key, FlatYaml.scalar(assignment.substring(equals + 1).strip()), "--set");
  }

  private void lay(String key, Object value, String origin) {
    if (settings.containsKey(key)) {
      settings.put(key, new Setting(value, origin));
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
}
