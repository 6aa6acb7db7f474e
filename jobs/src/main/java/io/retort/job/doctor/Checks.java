package io.retort.job.doctor;

import io.retort.runtime.CpuFeatures;
import io.retort.runtime.program.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Judges what a {@link Machine} has; each check says what it found and what to do. */
final class Checks {

  private static final int OLDEST_JAVA = 17;
  // The JVM, the native library and a model of some hundred million parameters.
  private static final long LITTLE_MEMORY = 4_000_000_000L;
  // The library unpacks to 432 MB, tokenizers to 14 MB.
  private static final long UNPACKED = 500_000_000L;

  private Checks() {}

  static Finding java(int feature, String version, String home) {
    String found = version + " in " + home;
    return feature >= OLDEST_JAVA
        ? Finding.ok("jdk", found)
        : Finding.problem("jdk", found, "install a JDK 17 or newer and set JAVA_HOME");
  }

  static Finding memory(long total, long available, long heap) {
    String found =
        String.format(
            Locale.ROOT,
            "%s, %s of it available; at most %s for the Java heap",
            gigabytes(total),
            gigabytes(available),
            gigabytes(heap));
    return available >= LITTLE_MEMORY
        ? Finding.ok("memory", found)
        : Finding.warning(
            "memory", found, "end other programs, or take a model whose plan (retort model) fits");
  }

  static Finding cpu(CpuFeatures features, int processors) {
    String found =
        features.name()
            + ", "
            + processors
            + " processors; "
            + (features.used().isEmpty()
                ? "instruction sets unknown"
                : String.join(" ", features.used()));
    if (features.used().isEmpty()) {
      return Finding.warning("cpu", found, "on Linux x86_64 retort is tested, elsewhere it is not");
    }
    return features.hasBfloat16()
        ? Finding.ok("cpu", found)
        : Finding.warning(
            "cpu",
            found,
            "it has no bfloat16 products (avx512_bf16, amx_bf16), so float32 is faster: --dtype"
                + " float32");
  }

  /** Loads the library, which is the only proof that it can be. */
  static Finding library(Supplier<String> load) {
    try {
      return Finding.ok("library", load.get() + " loads");
    } catch (RuntimeException | LinkageError e) {
      return Finding.problem(
          "library",
          "the native library does not load: " + e.getMessage(),
          "check that the platform's pytorch-native jar is on the class path (Maven property"
              + " native.classifier) and that its cache folder can be written");
    }
  }

  static Finding devices(int gpus, boolean hasDriver) {
    if (gpus > 0) {
      return Finding.ok(
          "devices",
          gpus == 1
              ? "cpu, 1 GPU"
              : "cpu, " + gpus + " GPUs; engine.devices splits a model's layers over several");
    }
    return hasDriver
        ? Finding.warning(
            "devices",
            "cpu; there is an NVIDIA driver, but the library sees no GPU",
            "give it a CUDA build of PyTorch: PYTORCH_LIBRARY_PATH, PYTORCH_VERSION,"
                + " PYTORCH_FLAVOR")
        : Finding.ok("devices", "cpu");
  }

  /** Where a model's layers would lie. */
  static Finding stages(Supplier<List<Stage>> split) {
    try {
      return Finding.ok(
          "stages",
          split.get().stream()
              .map(stage -> stage + ", " + gigabytes(stage.weightBytes()) + " of weights")
              .collect(Collectors.joining("; ")));
    } catch (IllegalArgumentException e) {
      return Finding.problem(
          "stages", String.valueOf(e.getMessage()), "name another model or other devices");
    }
  }

  static Finding spark(String version, Optional<String> home, boolean hasSubmit) {
    if (home.isEmpty()) {
      return Finding.ok("spark", version + ", the one retort was built with");
    }
    return hasSubmit
        ? Finding.ok("spark", "that of SPARK_HOME, " + home.get())
        : Finding.problem(
            "spark",
            "SPARK_HOME is " + home.get() + ", which has no bin/spark-submit",
            "correct SPARK_HOME, or unset it");
  }

  static Finding disk(Path cache, boolean isUnpacked, boolean isWritable, long free) {
    String found =
        "the library's cache is "
            + cache
            + (isUnpacked ? " (unpacked)" : " (nothing yet)")
            + ", "
            + gigabytes(free)
            + " free";
    if (!isWritable) {
      return Finding.problem(
          "disk", found + ", not writable", "set DJL_CACHE_DIR to a local folder that is writable");
    }
    return isUnpacked || free >= UNPACKED
        ? Finding.ok("disk", found)
        : Finding.problem(
            "disk", found, "make room for 0.5 GB, or set DJL_CACHE_DIR to a folder with that");
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
