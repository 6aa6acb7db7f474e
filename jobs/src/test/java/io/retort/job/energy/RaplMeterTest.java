package io.retort.job.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaplMeterTest {

  @TempDir Path powercap;

  @Test
  void packagesAndMemoryAreCountedButNotThePartsOfAPackage() throws IOException {
    Path first = zone("intel-rapl:0", "package-0", 100_000);
    Path second = zone("intel-rapl:1", "package-1", 700_000);
    Path memory = zone("intel-rapl:0:1", "dram", 0);
    Path cores = zone("intel-rapl:0:0", "core", 0);
    RaplMeter meter = RaplMeter.open(powercap).orElseThrow();

    count(first, 350_000);
    count(second, 700_000);
    count(memory, 25_000);
    count(cores, 200_000);

    assertThat(meter.joules()).isCloseTo(0.25 + 0 + 0.025, within(1e-9));
  }

  @Test
  void aCounterThatStartsAgainGoesOn() throws IOException {
    Path zone = zone("intel-rapl:0", "package-0", 900_000);
    RaplMeter meter = RaplMeter.open(powercap).orElseThrow();

    count(zone, 100_000); // 100,000 to the range's end, 100,000 after it
    double once = meter.joules();
    count(zone, 50_000);

    assertThat(once).isCloseTo(0.2, within(1e-9));
    assertThat(meter.joules()).isCloseTo(0.2 + 0.95, within(1e-9));
  }

  @Test
  void aMachineWithoutZonesHasNoMeter() throws IOException {
    assertThat(RaplMeter.open(powercap.resolve("none"))).isEmpty();
    assertThat(RaplMeter.open(powercap)).isEmpty();
    zone("intel-rapl:0:0", "core", 5);
    assertThat(RaplMeter.open(powercap)).isEmpty();
  }

  @Test
  void oneZoneThatCannotBeReadMakesNoMeter() throws IOException {
    zone("intel-rapl:0", "package-0", 5);
    Path second = zone("intel-rapl:1", "package-1", 5);
    Files.delete(second.resolve("energy_uj"));
    Files.createDirectory(second.resolve("energy_uj")); // what root, too, cannot read

    assertThat(RaplMeter.open(powercap)).isEmpty();
  }

  @Test
  void aZoneThatGoesAwayIsNamed() throws IOException {
    Path zone = zone("intel-rapl:0", "package-0", 5);
    RaplMeter meter = RaplMeter.open(powercap).orElseThrow();
    Files.delete(zone.resolve("energy_uj"));

    assertThatThrownBy(meter::joules)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(zone.resolve("energy_uj") + " cannot be read");
  }

  private Path zone(String folder, String name, long microjoules) throws IOException {
    Path zone = Files.createDirectory(powercap.resolve(folder));
    Files.writeString(zone.resolve("name"), name + "\n");
    Files.writeString(zone.resolve("max_energy_range_uj"), "1000000\n");
    count(zone, microjoules);
    return zone;
  }

  private static void count(Path zone, long microjoules) throws IOException {
    Files.writeString(zone.resolve("energy_uj"), microjoules + "\n");
  }
}
