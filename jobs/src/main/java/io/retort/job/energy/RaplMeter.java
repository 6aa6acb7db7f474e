package io.retort.job.energy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joules that the processor packages and the memory of this machine took since the meter was
 * opened, whoever used them.
 *
 * <p>Source: the Linux power capping framework (Documentation/power/powercap), whose zones count
 * microjoules upwards to {@code max_energy_range_uj} and start again at 0; within minutes at full
 * power, so {@link #joules} must be called more often than that. Zones within a package, such as
 * its cores, are part of it and not counted; memory ("dram") is not part of it. Not thread-safe.
 */
public final class RaplMeter {

  /** Where Linux shows the zones; kernels since 5.10 let only root read them. */
  public static final Path POWERCAP = Path.of("/sys/class/powercap");

  private static final double MICRO = 1e-6;

  private final List<Zone> zones;

  private RaplMeter(List<Zone> zones) {
    this.zones = zones;
  }

  /**
   * A meter of every zone, or empty if there is none or one cannot be read: half a machine's energy
   * is no measurement.
   *
   * @param powercap {@link #POWERCAP}, or a folder like it
   */
  public static Optional<RaplMeter> open(Path powercap) {
    if (!Files.isDirectory(powercap)) {
      return Optional.empty();
    }
    List<Zone> zones = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(powercap)) {
      for (Path folder : folders) {
        if (isCounted(folder.resolve("name"))) {
          zones.add(new Zone(folder));
        }
      }
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return Optional.empty();
    }
    return zones.isEmpty() ? Optional.empty() : Optional.of(new RaplMeter(zones));
  }

  /**
   * Joules since the meter was opened.
   *
   * @throws UncheckedIOException if a zone can no longer be read
   */
  public double joules() {
    return zones.stream().mapToLong(Zone::microjoules).sum() * MICRO;
  }

  private static boolean isCounted(Path name) throws IOException {
    if (!Files.exists(name)) {
      return false;
    }
    String zone = Files.readString(name).strip();
    return zone.startsWith("package") || zone.equals("dram");
  }

  /** One counter, unrolled. */
  private static final class Zone {

    private final Path counter;
    private final long range;
    private long last;
    private long sum;

    Zone(Path folder) {
      this.counter = folder.resolve("energy_uj");
      this.range = number(folder.resolve("max_energy_range_uj"));
      this.last = number(counter);
    }

    long microjoules() {
      long now = number(counter);
      sum += now >= last ? now - last : now + range - last;
      last = now;
      return sum;
    }

    private static long number(Path file) {
      try {
        return Long.parseLong(Files.readString(file).strip());
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be read", e);
      }
    }
  }
}
