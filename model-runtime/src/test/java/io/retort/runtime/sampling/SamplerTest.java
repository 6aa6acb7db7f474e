package io.retort.runtime.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.runtime.SamplingParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {

  // Probabilities 0.5, 0.25, 0.125, 0.125 at temperature 1.
  private static final Logits HALVES =
      new Logits(
          new float[] {
            (float) Math.log(4), (float) Math.log(2), (float) Math.log(1), (float) Math.log(1)
          },
          4);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0.00, 0",
    "1, 1, 0.49, 0",
    "1, 1, 0.51, 1",
    "1, 1, 0.74, 1",
    "1, 1, 0.76, 2",
    "1, 1, 0.88, 3",
    "1, 1, 0.9999999, 3",
    "1, 0.5, 0.9999999, 0", // the first token alone reaches the mass
    "1, 0.6, 0.9999999, 1", // 0.5 + 0.25 does: kept 2/3 and 1/3
    "1, 0.6, 0.66, 0",
    "1, 0.8, 0.9999999, 2", // of the two at the edge the lower id stays
    "0.5, 1, 0.72, 0", // squared: 16/22, 4/22, 1/22, 1/22
    "0.5, 1, 0.73, 1",
    "0, 1, 0.99, 0", // greedy
  })
  void drawsTheTokenWhoseShareHoldsTheDraw(
      double temperature, double topP, double uniform, int token) {
    Sampler.Draw draw =
        Sampler.draw(HALVES, 0, new SamplingParams(temperature, topP, 1, 0), uniform);

    assertThat(draw.token()).isEqualTo(token);
    assertThat(draw.logprob())
        .isCloseTo(Math.log(new double[] {0.5, 0.25, 0.125, 0.125}[token]), within(1e-7));
  }

  @Test
  void greedyTakesTheLowestIdAmongEquals() {
    Logits logits = new Logits(new float[] {1, 3, 3, 0}, 4);

    assertThat(Sampler.draw(logits, 0, SamplingParams.greedy(1), 0).token()).isEqualTo(1);
  }

  @Test
  void readsItsOwnRow() {
    Logits logits = new Logits(new float[] {9, 0, 0, 9}, 2);

    assertThat(Sampler.draw(logits, 0, SamplingParams.greedy(1), 0).token()).isEqualTo(0);
    assertThat(Sampler.draw(logits, 1, SamplingParams.greedy(1), 0).token()).isEqualTo(1);
  }

  @Test
  void brokenLogitsStopTheRunInsteadOfChoosingSomething() {
    Logits logits = new Logits(new float[] {Float.NaN, Float.NaN}, 2);

    assertThatIllegalStateException()
        .isThrownBy(() -> Sampler.draw(logits, 0, SamplingParams.greedy(1), 0))
        .withMessage(
            "logits must be finite, but the largest was NaN; the checkpoint may be broken");
  }

  @Test
  void theKeptDistributionEqualsTheReference() throws IOException {
    Path file =
        Path.of(System.getProperty("retort.root", ".."))
            .resolve("../shared/golden/sampling/golden.json");
    assumeTrue(Files.exists(file), "no golden file at " + file);
    int compared = 0;
    for (JsonNode golden : new ObjectMapper().readTree(file.toFile()).path("cases")) {
      if (golden.path("min_p").asDouble() > 0
          || golden.path("repetition_penalty").asDouble() != 1
          || golden.path("temperature").asDouble() == 0) {
        continue; // not offered yet, or greedy
      }
      double[] expected = doubles(golden.path("probabilities"));
      SamplingParams params =
          new SamplingParams(
              golden.path("temperature").asDouble(),
              golden.path("top_k").asInt(),
              golden.path("top_p").asDouble(),
              1,
              0);
      double[] logits = doubles(golden.path("logits"));
      float[] narrow = new float[logits.length];
      for (int i = 0; i < logits.length; i++) {
        narrow[i] = (float) logits[i];
      }
      double top = Arrays.stream(logits).max().orElseThrow();
      double[] kept = Sampler.keptWeights(new Logits(narrow, narrow.length), 0, top, params);
      double total = Arrays.stream(kept).sum();
      // Sorted: of equal tokens at the edge the reference keeps any.
      Arrays.sort(kept);
      Arrays.sort(expected);
      for (int i = 0; i < kept.length; i++) {
        assertThat(kept[i] / total).as("%s", params).isCloseTo(expected[i], within(1e-6));
      }
      compared++;
    }
    assertThat(compared).isPositive();
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.path(i).isNull() ? Double.NEGATIVE_INFINITY : array.path(i).asDouble();
    }
    return values;
  }
}
