package io.retort.runtime.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  // Known answers of the Random123 distribution, kat_vectors: philox4x32 10 rounds.
  @Test
  void philoxGivesItsAuthorsKnownAnswers() {
    assertThat(RandomStream.philox(0, 0, 0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(RandomStream.philox(-1, -1, -1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(
            RandomStream.philox(
                0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void aDrawDependsOnSeedProblemRolloutPositionAndNumber() {
    Set<Double> draws = new HashSet<>();
    for (long seed : new long[] {1, 2}) {
      for (String problem : new String[] {"a", "b"}) {
        for (int rollout : new int[] {0, 1}) {
          for (int position : new int[] {0, 1, 1 << 20}) {
            draws.add(RandomStream.of(seed, problem, rollout).uniform(position));
            draws.add(RandomStream.of(seed, problem, rollout).uniform(position, 1));
          }
        }
      }
    }

    assertThat(draws).hasSize(48);
  }

  @Test
  void theSameKeyGivesTheSameDrawInAnyOrder() {
    RandomStream stream = RandomStream.of(17, "steps-0001", 3);
    double late = stream.uniform(99);
    double early = stream.uniform(0);

    assertThat(RandomStream.of(17, "steps-0001", 3).uniform(0)).isEqualTo(early);
    assertThat(RandomStream.of(17, "steps-0001", 3).uniform(99)).isEqualTo(late);
  }

  @Test
  void drawsAreUniformOverTheUnitInterval() {
    int count = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double draw = RandomStream.of(1, "p", 0).uniform(i);
      assertThat(draw).isGreaterThanOrEqualTo(0).isLessThan(1);
      sum += draw;
      squares += draw * draw;
    }

    // Mean 1/2 with standard error sqrt(1/12/n) = 0.0009; mean square 1/3 with sqrt(4/45/n).
    assertThat(sum / count).isCloseTo(0.5, within(4 * 0.00092));
    assertThat(squares / count).isCloseTo(1.0 / 3, within(4 * 0.00095));
  }
}
