package io.retort.job.config;

import io.retort.benchmark.Benchmarks;
import io.retort.benchmark.protocol.Preset;
import io.retort.benchmark.protocol.Presets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which problems are asked.
 *
 * @param name name of the benchmark, as {@code reference.yaml} lists them
 * @param file the benchmark's own file; empty for a bundled one
 * @param protocol name of the preset by which problems are asked, or {@link Presets#DEFAULT}
 * @param fewShots solved examples before each question
 * @param fewShotFile file with the solved examples; empty for none
 * @param limit only the first so many problems; 0 takes all
 */
public record BenchmarkConfig(
    String name, String file, String protocol, int fewShots, String fewShotFile, int limit) {

  private static final int MOST_PROBLEMS = 10_000_000;
  private static final int MOST_FEW_SHOTS = 1000;
  private static final List<String> PROTOCOLS =
      Stream.concat(Stream.of(Presets.DEFAULT), Presets.NAMES.stream()).toList();

  /**
   * These settings with those that the protocol recommends for the benchmark in the place of
   * defaults.
   */
  static SettingsReader recommended(SettingsReader settings) {
    String protocol = settings.choice("benchmark.protocol", PROTOCOLS);
    String name = settings.text("benchmark.name");
    String file = settings.text("benchmark.file");
    Preset preset = Presets.ofName(protocol, name);
    Optional<Path> path = file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    return settings.recommended(
        "protocol " + preset.name(), preset.settings(Benchmarks.nameOf(name, path)));
  }

  static BenchmarkConfig read(SettingsReader settings) {
    return new BenchmarkConfig(
        settings.name("benchmark.name"),
        settings.text("benchmark.file"),
        settings.choice("benchmark.protocol", PROTOCOLS),
        settings.whole("benchmark.few_shots", 0, MOST_FEW_SHOTS),
        settings.text("benchmark.few_shot_file"),
        settings.whole("benchmark.limit", 0, MOST_PROBLEMS));
  }
}
