package io.retort.runtime.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.TokenDetail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
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
    Sampler.Draw draw = draw(HALVES, 0, new SamplingParams(temperature, topP, 1, 0), uniform);

    assertThat(draw.token()).isEqualTo(token);
    assertThat(draw.logprob())
        .isCloseTo(Math.log(new double[] {0.5, 0.25, 0.125, 0.125}[token]), within(1e-7));
  }

  @Test
  void greedyTakesTheLowestIdAmongEquals() {
    Logits logits = new Logits(new float[] {1, 3, 3, 0}, 4);

    assertThat(draw(logits, 0, SamplingParams.greedy(1), 0).token()).isEqualTo(1);
  }

  @Test
  void readsItsOwnRow() {
    Logits logits = new Logits(new float[] {9, 0, 0, 9}, 2);

    assertThat(draw(logits, 0, SamplingParams.greedy(1), 0).token()).isEqualTo(0);
    assertThat(draw(logits, 1, SamplingParams.greedy(1), 0).token()).isEqualTo(1);
  }

  @Test
  void brokenLogitsStopTheRunInsteadOfChoosingSomething() {
    Logits logits = new Logits(new float[] {Float.NaN, Float.NaN}, 2);

    assertThatIllegalStateException()
        .isThrownBy(() -> draw(logits, 0, SamplingParams.greedy(1), 0))
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
      double[] expected = doubles(golden.path("probabilities"));
      SamplingParams params =
          new SamplingParams(
                  golden.path("temperature").asDouble(), golden.path("top_p").asDouble(), 1, 0)
              .withFilters(
                  golden.path("top_k").asInt(),
                  golden.path("min_p").asDouble(),
                  golden.path("repetition_penalty").asDouble());
      BitSet seen = new BitSet();
      golden.path("previous_ids").forEach(id -> seen.set(id.asInt()));
      double[] logits = doubles(golden.path("logits"));
      float[] narrow = new float[logits.length];
      for (int i = 0; i < logits.length; i++) {
        narrow[i] = (float) logits[i];
      }
      Logits penalized = Sampler.penalized(narrow, params.repetitionPenalty(), seen);
      double[] kept = kept(penalized, params);
      double total = Arrays.stream(kept).sum();
      // Sorted: of equal tokens at the edge the reference keeps any.
      Arrays.sort(kept);
      Arrays.sort(expected);
      for (int i = 0; i < kept.length; i++) {
        assertThat(kept[i] / total).as("%s", params).isCloseTo(expected[i], within(1e-6));
      }
      compared++;
    }
    assertThat(compared).isEqualTo(36);
  }

  @Test
  void theNucleusEqualsThatOfSortedWeights() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      int vocabulary = 1 + random.nextInt(3000);
      float[] row = new float[vocabulary];
      for (int i = 0; i < vocabulary; i++) {
        // coarse steps make ties, wide ones make weights that vanish
        row[i] = (float) (Math.rint(random.nextGaussian() * 20) / (1 + round % 40));
      }
      double topP = random.nextDouble();
      Logits logits = new Logits(row, vocabulary);
      double[] kept = kept(logits, new SamplingParams(1, topP, 1, 0));
      double[] all = kept(logits, new SamplingParams(1, 1, 1, 0).withFilters(vocabulary, 0, 1));
      Integer[] order = IntStream.range(0, vocabulary).boxed().toArray(Integer[]::new);
      Arrays.sort(order, Comparator.comparingDouble(i -> -all[i])); // stable: lower ids first
      double left = topP * Arrays.stream(all).sum();
      for (int i : order) {
        boolean isIn = left > 1e-9; // a mass that is reached to a hair may go either way
        boolean isOut = left < -1e-9;
        if (isIn || isOut) {
          assertThat(kept[i] > 0).as("round %d, id %d", round, i).isEqualTo(isIn && all[i] > 0);
        }
        left -= all[i];
      }
    }
  }

  @Test
  void tokensAreDrawnAsOftenAsTheFilteredDistributionSays() {
    Random random = new Random(3);
    float[] row = new float[24];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian() * 2;
    }
    Logits logits = new Logits(row, row.length);
    SamplingParams params = new SamplingParams(0.8, 0.95, 1, 5).withFilters(16, 0.01, 1);
    Sampler sampler = new Sampler(row.length);
    double[] kept = kept(logits, params);
    int[] counts = new int[row.length];
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      double uniform = RandomStream.of(5, "problem " + i % 100, i / 100).uniform(i % 7);
      counts[sampler.draw(logits, 0, params, new BitSet(), uniform).token()]++;
    }

    double total = Arrays.stream(kept).sum();
    double chiSquare = 0;
    int cells = 0;
    for (int i = 0; i < row.length; i++) {
      double expected = draws * kept[i] / total;
      if (kept[i] == 0) {
        assertThat(counts[i]).isZero();
      } else {
        chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
        cells++;
      }
    }
    // 8 to 16 cells: a chi-square of 15 degrees exceeds 44.3 once in 10,000 (table).
    assertThat(cells).isBetween(5, 16);
    assertThat(chiSquare).isLessThan(44.3);
  }

  @Test
  void aRepetitionPenaltyDoesNotTouchTheLogProbability() {
    Logits logits = new Logits(new float[] {2, 1.9f, -1}, 3);
    BitSet seen = new BitSet();
    seen.set(0);
    SamplingParams params = SamplingParams.greedy(1).withFilters(0, 0, 1.5);

    Sampler.Draw draw = new Sampler(3).draw(logits, 0, params, seen, 0);

    assertThat(draw.token()).isEqualTo(1); // 2 / 1.5 is less than 1.9
    double normalizer = Math.log(Math.exp(2) + Math.exp(1.9f) + Math.exp(-1));
    assertThat(draw.logprob()).isCloseTo(1.9f - normalizer, within(1e-12));
  }

  @Test
  void theTopTokensAndSoftLabelsAreOfTheModelsOwnDistribution() {
    SamplingParams.Details wanted = new SamplingParams.Details(true, 3, 4);
    double[] uniforms = {0.1, 0.6, 0.49, 0.99};
    TokenDetail detail =
        TokenDetails.of(HALVES, 0, new Sampler.Draw(1, Math.log(0.25)), wanted, i -> uniforms[i]);

    assertThat(detail.logprob()).isEqualTo(Math.log(0.25));
    assertThat(detail.top()).extracting(TokenDetail.Candidate::id).containsExactly(0, 1, 2);
    assertThat(detail.top().get(0).logprob()).isCloseTo(Math.log(0.5), within(1e-7));
    assertThat(detail.labels())
        .containsExactly(
            new TokenDetail.SoftLabel(0, 0.5),
            new TokenDetail.SoftLabel(1, 0.25),
            new TokenDetail.SoftLabel(3, 0.25));
  }

  @Test
  void theExponentialIsThatOfTheLibrary() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      double x = -46 * random.nextDouble();
      double expected = StrictMath.exp(x);
      assertThat(Exponential.of(x)).isCloseTo(expected, within(1e-13 * expected));
    }
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-46.01)).isZero();
    assertThat(Exponential.of(Double.NEGATIVE_INFINITY)).isZero();
  }

  private static double[] kept(Logits logits, SamplingParams params) {
    return new Sampler(logits.vocabulary()).filtered(logits, 0, params).all(logits.vocabulary());
  }

  private static Sampler.Draw draw(Logits logits, int row, SamplingParams params, double uniform) {
    return new Sampler(logits.vocabulary()).draw(logits, row, params, new BitSet(), uniform);
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.path(i).isNull() ? Double.NEGATIVE_INFINITY : array.path(i).asDouble();
    }
    return values;
  }
}
