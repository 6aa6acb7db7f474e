package io.retort.benchmark.protocol;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The presets by name, each a resource {@code NAME.yaml}. */
public final class Presets {

  /** The word for a benchmark's own preset. */
  public static final String DEFAULT = "default";

  /** The names that {@link #named} knows. */
  public static final List<String> NAMES =
      List.of(
          "none",
          "r1-paper",
          "lm-eval-compat",
          "lm-eval-cot",
          "lm-eval-likelihood",
          "lighteval-compat",
          "simple-evals",
          "nemo-boxed");

  private Presets() {}

  /**
   * The preset of a benchmark: by name, or its own.
   *
   * @param name one of {@link #NAMES} or {@link #DEFAULT}
   * @throws IllegalArgumentException if there is no such preset
   */
  public static Preset of(String name, Benchmark benchmark) {
    return named(name.equals(DEFAULT) ? benchmark.protocol() : name);
  }

  /**
   * The preset of a benchmark that is not open yet.
   *
   * @param benchmark the name by which it is opened
   */
  public static Preset ofName(String name, String benchmark) {
    return named(name.equals(DEFAULT) ? Benchmarks.protocolOf(benchmark) : name);
  }

  /**
   * A preset by its name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Preset named(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "protocol '" + name + "' is unknown; known protocols: " + String.join(", ", NAMES));
    }
    Map<?, ?> yaml = resource(name + ".yaml");
    String option = String.valueOf(yaml.get("options"));
    return new Preset(
        name,
        String.valueOf(yaml.get("source")),
        "letter".equals(yaml.get("answer")),
        option,
        texts(yaml.get("prompts")),
        fewShots(yaml.get("few_shot"), option),
        texts(yaml.get("graders")),
        values(yaml.get("settings")),
        settingsByBenchmark(yaml.get("benchmark_settings")));
  }

  private static Map<?, ?> resource(String file) {
    try (InputStream stream =
        Objects.requireNonNull(
            Presets.class.getResourceAsStream(file), "the jar must hold " + file)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      LoadSettings settings = LoadSettings.builder().setLabel(file).build();
      return (Map<?, ?>) Objects.requireNonNull(new Load(settings).loadFromString(text), file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " from the jar", e);
    }
  }

  private static Map<String, String> texts(@Nullable Object map) {
    Map<String, String> texts = new LinkedHashMap<>();
    values(map).forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  private static Map<String, FewShotFormat> fewShots(@Nullable Object map, String option) {
    Map<String, FewShotFormat> formats = new LinkedHashMap<>();
    values(map)
        .forEach(
            (key, format) -> {
              Map<String, String> texts = texts(format);
              formats.put(
                  key,
                  new FewShotFormat(
                      "turns".equals(texts.get("layout")),
                      texts.getOrDefault("options", option),
                      texts.getOrDefault("opening", ""),
                      texts.getOrDefault("example", ""),
                      texts.getOrDefault("answer", ""),
                      texts.getOrDefault("prompt", ""),
                      "true".equals(texts.get("same_subject")),
                      texts.getOrDefault("from", "")));
            });
    return formats;
  }

  private static Map<String, Map<String, Object>> settingsByBenchmark(@Nullable Object map) {
    Map<String, Map<String, Object>> settings = new LinkedHashMap<>();
    values(map).forEach((benchmark, its) -> settings.put(benchmark, values(its)));
    return settings;
  }

  private static Map<String, Object> values(@Nullable Object map) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (map != null) {
      ((Map<?, ?>) map).forEach((key, value) -> values.put(String.valueOf(key), value));
    }
    return values;
  }
}
