package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipleTestingTest {

  @Test
  void holmMultipliesByWhatIsLeftAndNeverFalls() {
    // sorted 1/8, 1/4, 1/4: times 3, 2, 1; the last may not fall below the one before
    assertThat(MultipleTesting.holm(0.25, 0.125, 0.25)).containsExactly(0.5, 0.375, 0.5);
    assertThat(MultipleTesting.holm(0.75, 0.5)).containsExactly(1, 1);
  }

  @Test
  void benjaminiHochbergDividesByTheRankAndNeverRises() {
    // sorted 1/8, 1/4, 3/4: 3/8, 3/8, 3/4
    assertThat(MultipleTesting.benjaminiHochberg(0.75, 0.25, 0.125))
        .containsExactly(0.75, 0.375, 0.375);
    // the second, 1/4 * 2/2, is less than the first times two
    assertThat(MultipleTesting.benjaminiHochberg(0.25, 0.1875)).containsExactly(0.25, 0.25);
  }

  @Test
  void bonferroniMultiplies() {
    assertThat(MultipleTesting.bonferroni(0.25, 0.75)).containsExactly(0.5, 1);
  }

  @Test
  void noneNeedsNothing() {
    assertThat(MultipleTesting.holm()).isEmpty();
    assertThat(MultipleTesting.benjaminiHochberg()).isEmpty();
    assertThat(MultipleTesting.bonferroni()).isEmpty();
  }

  @Test
  void theArgumentsStayAsTheyWere() {
    double[] p = {0.5, 0.25};

    MultipleTesting.holm(p);
    MultipleTesting.benjaminiHochberg(p);
    MultipleTesting.bonferroni(p);

    assertThat(p).containsExactly(0.5, 0.25);
  }

  @Test
  void theCorrectionsAreOrderedByPower() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      double[] p = random.doubles(1 + random.nextInt(8)).toArray();
      double[] bonferroni = MultipleTesting.bonferroni(p);
      double[] holm = MultipleTesting.holm(p);
      double[] hochberg = MultipleTesting.benjaminiHochberg(p);
      for (int i = 0; i < p.length; i++) {
        assertThat(p[i]).isLessThanOrEqualTo(hochberg[i]);
        assertThat(hochberg[i]).isLessThanOrEqualTo(holm[i]);
        assertThat(holm[i]).isLessThanOrEqualTo(bonferroni[i]);
      }
      assertThat(Arrays.stream(hochberg).max().orElseThrow())
          .isEqualTo(Arrays.stream(p).max().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void pValuesMustBeProbabilities(double p) {
    String message = "a p-value must be in [0, 1], but was " + p;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultipleTesting.holm(0.5, p))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultipleTesting.benjaminiHochberg(p))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultipleTesting.bonferroni(p))
        .withMessage(message);
  }
}
