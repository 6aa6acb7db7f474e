package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftProcessTest {

  @Test
  void theFirstNightPaysTheMeanStake() {
    // shares 0.02, 0.05, 0.1, 0.2, 0.4, 0.8 add up to 1.57
    DriftProcess process = DriftProcess.start().with(-1);

    assertThat(process.nights()).isEqualTo(1);
    assertThat(process.eValue()).isCloseTo(1 + 1.57 / 6, within(1e-15));
    assertThat(process.p()).isCloseTo(1 / (1 + 1.57 / 6), within(1e-15));
  }

  @Test
  void beforeTheFirstNightThereIsNoEvidence() {
    assertThat(DriftProcess.start().eValue()).isEqualTo(1);
    assertThat(DriftProcess.start().p()).isEqualTo(1);
    assertThat(DriftProcess.start().nights()).isZero();
  }

  @Test
  void theLargestEvidenceIsKept() {
    DriftProcess sunk = DriftProcess.start().with(-1).with(-1);
    DriftProcess recovered = sunk.with(1).with(1).with(1);

    assertThat(recovered.eValue()).isLessThan(sunk.eValue());
    assertThat(recovered.p()).isEqualTo(sunk.p());
  }

  @Test
  void aRiseIsNoEvidenceOfADecline() {
    DriftProcess process = DriftProcess.start().with(0.5).with(0.5);

    assertThat(process.eValue()).isLessThan(1);
    assertThat(process.p()).isEqualTo(1);
  }

  @Test
  void falseAlarmsStayBelowAlphaHoweverLongOneLooks() {
    Random random = new Random(20261124);
    int alarms = 0;
    for (int run = 0; run < 1_000; run++) {
      DriftProcess process = DriftProcess.start();
      for (int night = 0; night < 200; night++) {
        process = process.with(random.nextBoolean() ? 0.5 : -0.5);
      }
      alarms += process.p() <= 0.05 ? 1 : 0;
    }

    // at most 50 expected, standard deviation 7
    assertThat(alarms).isBetween(1, 64);
  }

  @Test
  void aSlowDeclineIsFound() {
    Random random = new Random(20261124);
    DriftProcess process = DriftProcess.start();
    // the boldest of six gamblers has about 1.08^80 = 470
    for (int night = 0; night < 80; night++) {
      process = process.with(-0.1 + 0.2 * (random.nextDouble() - 0.5));
    }

    assertThat(process.p()).isLessThan(0.05);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.1, -1.1, Double.NaN})
  void aDifferenceIsOneOfRates(double difference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftProcess.start().with(difference))
        .withMessage("a difference of two rates must be in [-1, 1], but was " + difference);
  }
}
