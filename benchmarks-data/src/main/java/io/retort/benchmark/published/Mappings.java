package io.retort.benchmark.published;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The mappings of the public benchmarks, each a resource {@code NAME.yaml}. */
final class Mappings {

  /** The names of the public benchmarks, sorted. */
  static final List<String> NAMES =
      List.of(
          "aime24",
          "aime25",
          "amc23",
          "aqua",
          "college_math",
          "drop",
          "gsm8k",
          "humaneval",
          "ifeval",
          "liveaopsbench",
          "math",
          "math500",
          "mbpp",
          "mmlu",
          "mmlu_pro",
          "olymmath",
          "olympiadbench",
          "omni_math");

  private Mappings() {}

  /**
   * The mapping of a public benchmark; capitals do not matter, and other names in use are known.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Mapping named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String known : NAMES) {
      String yaml = resource(known + ".yaml");
      if (known.equals(lower) || MappingYaml.aliases(yaml).contains(lower)) {
        return MappingYaml.read(known, known + ".yaml", yaml);
      }
    }
    throw new IllegalArgumentException(
        "benchmark '"
            + name
            + "' is unknown; known benchmarks: "
            + String.join(", ", NAMES)
            + "; a mapping file of your own takes any other");
  }

  /** A mapping of the user's own. */
  static Mapping of(String name, Path file) {
    try {
      return MappingYaml.read(name, file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": must be a mapping file, but cannot be read: " + e, e);
    }
  }

  private static String resource(String file) {
    try (InputStream stream =
        Objects.requireNonNull(
            Mappings.class.getResourceAsStream(file), "the jar must hold " + file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " from the jar", e);
    }
  }
}
