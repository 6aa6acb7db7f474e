package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.DeepseekV3Config;
import io.retort.runtime.checkpoint.TensorReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loss, gradients and AdamW against values of transformers 5.23 and PyTorch 2.13. */
class TrainingGoldenTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("retort.root", "..")).resolve("../shared/golden/deepseek_v3");

  @Test
  void lossGradientsAndFourAdamwStepsEqualTheReference() throws IOException {
    assumeTrue(Files.exists(FOLDER), "no golden files at " + FOLDER);
    JsonNode golden = new ObjectMapper().readTree(FOLDER.resolve("golden_train.json").toFile());
    Checkpoint checkpoint = Checkpoint.open(FOLDER);
    TrainingBatch batch = batch(golden.path("batch"));
    JsonNode optimizer = golden.path("optimizer");

    try (TrainingProgram training =
        TrainingProgram.start(
            (DeepseekV3Config) checkpoint.config(),
            checkpoint.config().tensors(),
            name -> TensorReader.floats(checkpoint.tensor(name)),
            name -> new float[(int) checkpoint.tensor(name).size()],
            name -> new float[(int) checkpoint.tensor(name).size()],
            false,
            1)) {
      TrainingProgram.Gradients gradients = training.gradients(batch);
      assertThat(gradients.loss())
          .isCloseTo(golden.path("steps").path(0).path("loss").asDouble(), within(2e-4));
      golden
          .path("gradient_norms")
          .properties()
          .forEach(
              norm -> {
                double expected = norm.getValue().asDouble();
                assertThat(gradients.norms().get(norm.getKey()))
                    .as(norm.getKey())
                    .isCloseTo(expected, within(2e-3 * expected));
              });
      for (int step = 1; step <= 4; step++) {
        JsonNode expected = golden.path("steps").path(step - 1);
        TrainingProgram.StepResult result =
            training.step(
                batch,
                new StepSettings(
                    step,
                    optimizer.path("lr").asDouble(),
                    0,
                    optimizer.path("weight_decay").asDouble(),
                    0.9,
                    0.95,
                    0,
                    optimizer.path("clip").asDouble(),
                    0));
        double tolerance = step == 1 ? 2e-4 : 2e-3;
        double norm = expected.path("gradient_norm").asDouble();
        assertThat(result.loss()).isCloseTo(expected.path("loss").asDouble(), within(tolerance));
        assertThat(result.gradientNorm()).isCloseTo(norm, within(2e-3 * norm));
      }
    }
  }

  private static TrainingBatch batch(JsonNode rows) {
    int length = 0;
    for (JsonNode row : rows) {
      length = Math.max(length, row.path("prompt").size() + row.path("completion").size());
    }
    List<Integer> ids = new ArrayList<>();
    List<Boolean> learned = new ArrayList<>();
    for (JsonNode row : rows) {
      int before = ids.size();
      row.path("prompt").forEach(id -> ids.add(id.asInt()));
      row.path("completion").forEach(id -> ids.add(id.asInt()));
      for (int i = before; i < ids.size(); i++) {
        learned.add(i - before >= row.path("prompt").size());
      }
      while (ids.size() < before + length) {
        ids.add(0);
        learned.add(false);
      }
    }
    return new TrainingBatch(ids, learned, length);
  }
}
