package io.retort.grader.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  private static final long SEED = 20_260_101;

  @Test
  void theBestPairForEachRowMayNotBeTheBestForAll() {
    // Taking 0.9 first leaves 0.1: 1.0. The other way round 0.8 + 0.7 = 1.5.
    assertThat(Alignment.best(new double[][] {{0.9, 0.8}, {0.7, 0.1}})).isEqualTo(1.5);
  }

  @Test
  void noWayOfPairingIsBetter() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      double[][] scores = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
      for (double[] row : scores) {
        for (int column = 0; column < row.length; column++) {
          row[column] = random.nextInt(4) == 0 ? 0 : random.nextInt(8) / 7.0;
        }
      }

      assertThat(Alignment.best(scores))
          .as("seed %d, round %d", SEED, round)
          .isCloseTo(tried(scores, 0, 0), within(1e-12));
    }
  }

  /** Every way of pairing, one row after the other. */
  private static double tried(double[][] scores, int row, int taken) {
    if (row == scores.length) {
      return 0;
    }
    double best = tried(scores, row + 1, taken);
    for (int column = 0; column < scores[row].length; column++) {
      if ((taken & 1 << column) == 0) {
        best = Math.max(best, scores[row][column] + tried(scores, row + 1, taken | 1 << column));
      }
    }
    return best;
  }
}
