package io.retort.job.config;

import io.retort.benchmark.protocol.Presets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which problems are asked.
 *
 * @param name name of the benchmark, as {@code reference.yaml} lists them
 * @param file the benchmark's own file; empty for a bundled one
 * @param protocol name of the preset by which problems are asked, or {@link Presets#DEFAULT}
 * @param limit only the first so many problems; 0 takes all
 */
public record BenchmarkConfig(String name, String file, String protocol, int limit) {

  private static final int MOST_PROBLEMS = 10_000_000;
  private static final List<String> PROTOCOLS =
      Stream.concat(Stream.of(Presets.DEFAULT), Presets.NAMES.stream()).toList();

  static BenchmarkConfig read(SettingsReader settings) {
    return new BenchmarkConfig(
        settings.name("benchmark.name"),
        settings.text("benchmark.file"),
        settings.choice("benchmark.protocol", PROTOCOLS),
        settings.whole("benchmark.limit", 0, MOST_PROBLEMS));
  }
}
