package io.retort.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RopeTest {

  private static final float[] TRAINED =
      new Rope(10_000, 16, true, new Rope.Unscaled()).inverseFrequencies();

  @Test
  void pairsTurnSlowerByTheirPlace() {
    // 10,000^(-i/8)
    assertThat(TRAINED).hasSize(8);
    assertThat(TRAINED[0]).isEqualTo(1);
    assertThat(TRAINED[2]).isCloseTo(0.1f, within(1e-8f));
    assertThat(TRAINED[4]).isCloseTo(0.01f, within(1e-9f));
  }

  @Test
  void yarnStretchesSlowPairsAndKeepsFastOnes() {
    Rope.Yarn yarn = new Rope.Yarn(4, 128, 32, 1, 1, 1, 0, true);

    float[] stretched = yarn.stretched(TRAINED, 10_000);

    assertThat(stretched[0]).isEqualTo(TRAINED[0]); // 20 turns in 128 positions
    // Pair 2.6 turns once, up to the next whole pair 3: a third of the way, 1 - 3/4 * 1/3.
    assertThat(stretched[1]).isCloseTo(TRAINED[1] * 0.75f, within(1e-7f));
    assertThat(stretched[7]).isEqualTo(TRAINED[7] / 4); // 0.006 turns
    // 0.1 ln 4 + 1 in both weights: they cancel in the rotation and square in the softmax.
    assertThat(yarn.rotationFactor()).isEqualTo(1);
    assertThat(yarn.softmaxFactor()).isEqualTo(Math.pow(0.1 * Math.log(4) + 1, 2));
  }

  @Test
  void yarnMayChangeOverBetweenFractionsOfPairs() {
    float[] stretched = new Rope.Yarn(4, 128, 32, 1, 0, 0, 0, false).stretched(TRAINED, 10_000);

    // 16 ln(128 / 2 pi) / (2 ln 10,000) = 2.6181: 1 - 3/4 / 2.6181
    assertThat(stretched[1]).isCloseTo(TRAINED[1] * 0.71353f, within(1e-5f));
  }

  @Test
  void yarnsRotationFactorIsDerivedUnlessItIsGiven() {
    double temperature = 0.1 * Math.log(4) + 1;

    assertThat(new Rope.Yarn(4, 128, 32, 1, 0, 0, 0, true).rotationFactor()).isEqualTo(temperature);
    assertThat(new Rope.Yarn(4, 128, 32, 1, 0, 0, 1.5, true).rotationFactor()).isEqualTo(1.5);
    assertThat(new Rope.Yarn(4, 128, 32, 1, 0.707, 1, 0, true).rotationFactor())
        .isCloseTo((0.0707 * Math.log(4) + 1) / temperature, within(1e-12));
    assertThat(new Rope.Yarn(4, 128, 32, 1, 0, 0, 0, true).softmaxFactor()).isEqualTo(1);
  }

  @Test
  void llama3InterpolatesByTheNumberOfTurns() {
    Rope.Llama3 llama = new Rope.Llama3(8, 128, 1, 4);

    float[] stretched = llama.stretched(TRAINED, 10_000);

    assertThat(stretched[0]).isEqualTo(TRAINED[0]); // 20 turns in 128 positions, above 4
    // 2.0372 turns: kept to (2.0372 - 1) / 3 = 0.34573, so 0.65427 / 8 + 0.34573 of it
    assertThat(stretched[2]).isCloseTo(TRAINED[2] * 0.427514f, within(1e-6f));
    assertThat(stretched[4]).isEqualTo(TRAINED[4] / 8); // 0.2 turns, below 1
    assertThat(llama.rotationFactor()).isEqualTo(1);
    assertThat(llama.softmaxFactor()).isEqualTo(1);
  }
}
