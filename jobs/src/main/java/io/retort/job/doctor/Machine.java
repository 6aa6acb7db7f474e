package io.retort.job.doctor;

import io.retort.runtime.CpuFeatures;
import io.retort.runtime.Engines;
import io.retort.runtime.NativeLibrary;
import io.retort.runtime.checkpoint.CheckpointLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine that this JVM runs on. */
public final class Machine {

  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

  private Machine() {}

  /**
   * Everything that retort needs, looked at.
   *
   * @param sparkVersion of the Spark on the class path
   */
  public static List<Finding> findings(String sparkVersion) throws IOException {
    Runtime runtime = Runtime.getRuntime();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Checks.java(
            Runtime.version().feature(),
            Runtime.version().toString(),
            System.getProperty("java.home", "unknown")));
    findings.add(memory(runtime.maxMemory()));
    findings.add(Checks.cpu(CpuFeatures.ofThisMachine(), runtime.availableProcessors()));
    findings.add(disk(NativeLibrary.cacheFolder())); // before the library unpacks itself
    Finding library = Checks.library(NativeLibrary::load);
    findings.add(library);
    if (library.health() == Health.OK) {
      findings.add(Checks.devices(NativeLibrary.gpus(), Files.exists(NVIDIA_DRIVER)));
    }
    Optional<String> home =
        Optional.ofNullable(System.getenv("SPARK_HOME")).filter(value -> !value.isEmpty());
    findings.add(
        Checks.spark(
            sparkVersion,
            home,
            home.map(path -> Files.isExecutable(Path.of(path, "bin", "spark-submit")))
                .orElse(false)));
    return findings;
  }

  /** How a model's layers would lie on devices. */
  public static Finding stages(String model, List<String> devices) {
    return Checks.stages(() -> Engines.stages(CheckpointLocation.resolve(model), devices));
  }

  private static Finding memory(long heap) throws IOException {
    if (!Files.isReadable(MEMORY)) {
      return Finding.warning(
          "memory", "unknown: the system has no " + MEMORY, "retort is tested on Linux only");
    }
    String text = Files.readString(MEMORY);
    return Checks.memory(bytes(text, "MemTotal"), bytes(text, "MemAvailable"), heap);
  }

  /** A line of /proc/meminfo, which counts in units of 1,024 bytes. */
  static long bytes(String text, String key) {
    Matcher line = Pattern.compile("(?m)^" + key + ":\\s+(\\d+) kB$").matcher(text);
    if (!line.find()) {
      throw new IllegalStateException(MEMORY + " must have a line " + key + ", but has none");
    }
    return Long.parseLong(line.group(1)) * 1024;
  }

  private static Finding disk(Path cache) throws IOException {
    Path there = cache;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return Checks.disk(
        cache,
        isUnpacked(cache.resolve("pytorch")),
        Files.isWritable(there),
        Files.getFileStore(there).getUsableSpace());
  }

  private static boolean isUnpacked(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }
}
