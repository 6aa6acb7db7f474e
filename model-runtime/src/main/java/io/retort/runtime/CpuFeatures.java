package io.retort.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A processor, as Linux describes it.
 *
 * @param name as the system gives it
 * @param used those of its instruction sets that the native library has kernels for
 */
public record CpuFeatures(String name, List<String> used) {

  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final List<String> KNOWN =
      List.of(
          "avx2",
          "fma",
          "f16c",
          "avx512f",
          "avx512_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "avx_vnni",
          "amx_bf16",
          "amx_int8");
  private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");

  public CpuFeatures {
    used = List.copyOf(used);
  }

  /** This machine's; without instruction sets where the system does not tell. */
  public static CpuFeatures ofThisMachine() {
    if (!Files.isReadable(LINUX)) {
      return new CpuFeatures(System.getProperty("os.arch", "unknown"), List.of());
    }
    try {
      return parse(Files.readAllLines(LINUX));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + LINUX, e);
    }
  }

  /** Reads lines of /proc/cpuinfo. */
  static CpuFeatures parse(List<String> lines) {
    List<String> flags = Arrays.asList(value(lines, "flags").toLowerCase(Locale.ROOT).split(" +"));
    return new CpuFeatures(
        value(lines, "model name"), KNOWN.stream().filter(flags::contains).toList());
  }

  /** Whether products in bfloat16 have instructions of their own. */
  public boolean hasBfloat16() {
    return used.stream().anyMatch(BFLOAT16::contains);
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key) && line.indexOf(':') > 0)
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("unknown");
  }
}
