package io.retort.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockScalesTest {

  private static final String WEIGHT = "model.layers.0.mlp.up_proj.weight";
  private static final String SCALES = WEIGHT + "_scale_inv";
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path folder;

  @Test
  void scalesAreReadForTheTensorsInBlocksOnly() {
    aCheckpoint().write(folder, 1, WEIGHT::equals);

    Checkpoint checkpoint = Checkpoint.open(folder);

    assertThat(checkpoint.tensor(WEIGHT).type()).isEqualTo(TensorType.F8_E4M3);
    assertThat(checkpoint.tensor(WEIGHT).shape()).isEqualTo(List.of(130L, 48L));
    assertThat(checkpoint.tensor(SCALES).shape()).isEqualTo(List.of(2L, 1L));
    assertThat(checkpoint.tensors()).hasSize(checkpoint.config().tensors().size() + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"quant_method":"gptq","bits":4}             | 'quant_method' must be fp8 (nothing else is supported), but was "gptq"
          {"quant_method":"compressed-tensors"}        | 'quant_method' must be fp8 (nothing else is supported), but was "compressed-tensors"
          {"quant_method":"fp8","fmt":"e5m2","weight_block_size":[128,128]} | 'fmt' must be e4m3 (nothing else is supported), but was "e5m2"
          {"quant_method":"fp8","weight_block_size":[64,128]} | 'weight_block_size' must be [128, 128] (nothing else is supported), but was [64,128]
          {"quant_method":"fp8","weight_block_size":null} | 'weight_block_size' must be [128, 128] (nothing else is supported), but was null
          {"quant_method":"fp8","activation_scheme":"static","weight_block_size":[128,128]} | 'activation_scheme' must be dynamic (nothing else is supported), but was "static"
          """)
  void anotherWayOfQuantisingIsNamed(String settings, String message) {
    aCheckpoint().with(c -> c.set("quantization_config", json(settings))).write(folder, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage(folder.resolve("config.json") + ": quantization_config: " + message);
  }

  @Test
  void eightBitsWithoutAWordInTheConfigAreAnError() {
    TinyCheckpoint plain = aCheckpoint().with(config -> config.remove("quantization_config"));
    plain.write(folder, 1, WEIGHT::equals);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage(
            folder.resolve("config.json")
                + ": 'quantization_config' must say how weights are quantised, since tensor '"
                + WEIGHT
                + "' is F8_E4M3, but is missing");
  }

  @Test
  void missingScalesAreNamedWithTheirShape() {
    rewrite(Map.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage(
            folder.resolve("model.safetensors")
                + ": tensor '"
                + WEIGHT
                + "' is F8_E4M3, so it must be a matrix and '"
                + SCALES
                + "' must be there in F32, F16 or BF16 with shape [2, 1], but that is missing");
  }

  @Test
  void scalesOfAnotherShapeAreNamedWithBoth() {
    rewrite(Map.of(SCALES, List.of(1L, 1L)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessageEndingWith("with shape [2, 1], but that is F32 with shape [1, 1]");
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, 0",
    "0x01, 0.001953125", // the smallest: 2^-9
    "0x07, 0.013671875", // the largest without a leading one: 7 2^-9
    "0x08, 0.015625", // 2^-6
    "0x38, 1",
    "0x3c, 1.5",
    "0x7e, 448", // the largest
    "0xbc, -1.5",
    "0x7f, NaN",
  })
  void theCodesAreThoseOfTheTable(String code, float value) {
    byte bits = (byte) (int) Integer.decode(code);

    assertThat(Float.valueOf(Float8.toFloat(bits))).isEqualTo(Float.valueOf(value));
    assertThat(Float8.nearest(value)).isEqualTo(bits);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0625, 0x38", // halfway between 1 and 1.125: to the even one
    "1.1875, 0x3a", // halfway again, the even one is above
    "1.07, 0x39",
    "1000, 0x7e",
    "-1000, 0xfe",
    "0.0009, 0x00",
    "-0.0, 0x80",
  })
  void valuesRoundToTheNearestEven(float value, String code) {
    assertThat(Float8.nearest(value)).isEqualTo((byte) (int) Integer.decode(code));
  }

  /** A llama whose inner width is no multiple of 128. */
  private static TinyCheckpoint aCheckpoint() {
    return TinyCheckpoint.ofFamily("llama")
        .with(config -> config.put("intermediate_size", 130))
        .with(BlockScalesTest::inBlocks);
  }

  private static void inBlocks(ObjectNode config) {
    config.set(
        "quantization_config",
        json(
            """
            {"quant_method": "fp8", "fmt": "e4m3", "activation_scheme": "dynamic",
             "weight_block_size": [128, 128]}
            """));
  }

  /** Only one tensor in blocks, with these scales beside it. */
  private void rewrite(Map<String, List<Long>> scales) {
    ModelConfig config = ModelConfig.read(aCheckpoint().writeConfig(folder));
    Map<String, List<Long>> shapes = new LinkedHashMap<>(config.tensors());
    shapes.putAll(scales);
    SafetensorsWriter.write(
        folder.resolve("model.safetensors"),
        shapes,
        name -> name.equals(WEIGHT) ? TensorType.F8_E4M3 : TensorType.F32,
        name ->
            new float
                [shapes.getOrDefault(name, List.of()).stream()
                    .mapToInt(Long::intValue)
                    .reduce(1, (a, b) -> a * b)]);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
