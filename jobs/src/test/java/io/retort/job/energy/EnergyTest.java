package io.retort.job.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnergyTest {

  @Test
  void isTheDifferenceOfTwoReadings() {
    Energy energy =
        Energy.between(
            Map.of("0", EnergyReading.of("a", 100)), Map.of("0", EnergyReading.of("a", 130)));

    assertThat(energy).isEqualTo(new Energy(30.0, "processors and memory (RAPL) of a"));
  }

  @Test
  void executorsOfOneHostShareItsCountersAndHostsAddUp() {
    Energy energy =
        Energy.between(
            Map.of("0", EnergyReading.of("a", 100), "1", EnergyReading.of("a", 50)),
            Map.of(
                "0", EnergyReading.of("a", 130), // saw the whole time
                "1", EnergyReading.of("a", 75), // was lost on the way
                "2", EnergyReading.of("b", 7))); // came later

    assertThat(energy.joules()).isCloseTo(30 + 7, within(1e-9));
    assertThat(energy.source()).isEqualTo("processors and memory (RAPL) of a, b");
  }

  @Test
  void oneMachineThatCannotTellLeavesTheSumUnknown() {
    Energy energy =
        Energy.between(
            Map.of(), Map.of("0", EnergyReading.of("a", 130), "1", EnergyReading.unknown("b")));

    assertThat(energy)
        .isEqualTo(
            new Energy(
                null,
                "not measured: energy_uj below /sys/class/powercap is not there or not readable on"
                    + " b"));
  }

  @Test
  void withoutAReadingItSaysSo() {
    assertThat(Energy.between(Map.of(), Map.of()))
        .isEqualTo(new Energy(null, "not measured: no executor had sent a reading"));
  }

  @Test
  void startsAddUpAndAnUnknownOneStaysUnknown() {
    Energy first = new Energy(30.0, "of a");

    assertThat(first.plus(new Energy(12.0, "of a"))).isEqualTo(new Energy(42.0, "of a"));
    assertThat(first.plus(new Energy(12.0, "of b"))).isEqualTo(new Energy(42.0, "of a; of b"));
    assertThat(first.plus(new Energy(null, "no"))).isEqualTo(new Energy(null, "no"));
    assertThat(new Energy(null, "no").plus(first)).isEqualTo(new Energy(null, "no"));
  }
}
