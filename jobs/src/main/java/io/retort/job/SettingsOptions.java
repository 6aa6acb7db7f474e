package io.retort.job;

import io.retort.job.config.Settings;
import io.retort.job.config.SettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments with which every job takes its settings. */
final class SettingsOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "CONF",
      description = {
        "YAML file with the settings that differ from the defaults.",
        "Every key with its default: conf/reference.yaml."
      })
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key, over the file: --set sampling.rollouts=8. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  /** The settings, with more assignments laid over those of the command line. */
  SettingsReader load(List<String> more) {
    List<String> all = new ArrayList<>(assignments);
    all.addAll(more);
    return Settings.load(Optional.ofNullable(file), all);
  }
}
