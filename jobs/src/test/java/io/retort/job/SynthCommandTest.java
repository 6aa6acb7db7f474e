package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.checkpoint.ModelSize;
import io.retort.runtime.checkpoint.TensorReader;
import io.retort.runtime.checkpoint.TensorType;
import io.retort.runtime.synthesis.Presets;
import io.retort.runtime.synthesis.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynthCommandTest {

  @TempDir private Path folder;

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    Path first = synth("first", "--like=tiny", "--seed=5");
    Path again = synth("again", "--like=tiny", "--seed=5");
    Path other = synth("other", "--like=tiny", "--seed=6");

    assertThat(first.resolve("model.safetensors"))
        .hasSameBinaryContentAs(again.resolve("model.safetensors"));
    assertThat(
            Files.mismatch(first.resolve("model.safetensors"), other.resolve("model.safetensors")))
        .isNotNegative();
    assertThat(names(first))
        .containsExactly("config.json", "generation_config.json", "model.safetensors");
  }

  @Test
  void shardsHoldTheSameValuesAsOneFile() throws IOException {
    Checkpoint whole = Checkpoint.open(synth("whole", "--like=tiny"));
    Checkpoint sharded = Checkpoint.open(synth("sharded", "--like=tiny", "--shard-bytes=100000"));

    assertThat(names(sharded.folder()))
        .contains("model.safetensors.index.json")
        .hasSizeGreaterThan(5);
    for (var tensor : whole.tensors()) {
      assertThat(TensorReader.floats(sharded.tensor(tensor.name())))
          .isEqualTo(TensorReader.floats(tensor));
    }
  }

  @Test
  void weightsAreNormalNormsOneAndBiasesZero() throws IOException {
    Checkpoint checkpoint = Checkpoint.open(synth("wide", "--like=tiny", "--dtype=float32"));

    float[] weights = TensorReader.floats(checkpoint.tensor("lm_head.weight"));
    double mean = 0;
    double square = 0;
    for (float weight : weights) {
      mean += weight / weights.length;
      square += (double) weight * weight / weights.length;
    }
    // 20,480 values: the standard error of the mean is 0.02 / 143, that of the deviation 0.02 / 202
    assertThat(mean).isCloseTo(0, within(0.0007));
    assertThat(Math.sqrt(square)).isCloseTo(0.02, within(0.0005));
    assertThat(TensorReader.floats(checkpoint.tensor("model.norm.weight"))).containsOnly(1);
    assertThat(
            TensorReader.floats(
                checkpoint.tensor("model.layers.1.mlp.gate.e_score_correction_bias")))
        .containsOnly(0);
  }

  @Test
  void whatIsWrittenRuns() throws IOException {
    Path checkpoint = synth("tiny", "--like=tiny");

    List<JsonNode> results =
        RowFiles.in(folder).write("{\"id\": 1, \"token_ids\": [1, 2, 3]}").run("score", checkpoint);

    // nearly uniform over 320 tokens: logits of such small weights are near 0
    assertThat(results.get(0).path("sum_logprob").asDouble())
        .isCloseTo(-2 * Math.log(320), within(1.0));
  }

  @Test
  void aCheckpointsConfigurationGivesItsShape() throws IOException {
    Path like = synth("like", "--like=" + RowFiles.teacher(), "--dtype=float32");

    ModelConfig config = ModelConfig.read(like.resolve("config.json"));
    assertThat(config.tensors())
        .isEqualTo(ModelConfig.read(RowFiles.teacher().resolve("config.json")).tensors());
    assertThat(config.dtype()).isEqualTo("float32");
    assertThat(RowFiles.JSON.readTree(like.resolve("generation_config.json").toFile()))
        .hasToString("{\"bos_token_id\":0,\"eos_token_id\":1,\"pad_token_id\":2}");
  }

  @Test
  void theSmallMixtureHasTheSizesItIsMeasuredBy() throws IOException {
    ModelSize size = ModelSize.of(preset("small-moe"));

    assertThat(size.parameters() / 100_000).isEqualTo(12_585); // 1258.6 M, rounded
    assertThat(size.activeParameters() / 100_000).isEqualTo(2_569); // 256.9 M
  }

  @Test
  void theOtherShapesAreWhatTheirNamesSay() throws IOException {
    ModelConfig layers = preset("deepseek-v3-layer");

    assertThat(layers.hiddenSize()).isEqualTo(7168);
    assertThat(layers.layers()).isEqualTo(2);
    assertThat(ModelSize.of(layers).parameters() * 2 / 1_000_000_000).isEqualTo(27); // GB in bf16
    assertThat(preset("long-context").maxPositions()).isEqualTo(131_072);
    assertThat(ModelSize.of(preset("long-context")).parameters()).isLessThan(3_000_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          --like=huge --out=x => --like must be one of tiny, small-moe, long-context, deepseek-v3-layer, or a config.json, but was 'huge'
          --like=tiny --out=x --dtype=float16 => --dtype must be bfloat16 or float32, but was 'float16'
          --like=tiny --out=x --shard-bytes=0 => --shard-bytes must be at least 1, but was 0
          """)
  void aWrongOptionIsNamed(String options, String problem) {
    JobRun run = JobRun.of(new RetortCommand(), ("synth " + options).split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("retort synth: nothing was run:\n  " + problem + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          {                      =>  must be JSON, but is not: Unexpected end-of-input
          []                     =>  must hold a JSON object, but does not
          {"model_type": "gpt2"} => : 'model_type' must be
          """)
  void aWrongConfigurationIsNamed(String json, String problem) throws IOException {
    Path config = Files.writeString(folder.resolve("shape.json"), json);

    JobRun run = JobRun.of(new RetortCommand(), "synth", "--like=" + config, "--out=x");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(config.toString(), problem);
  }

  @Test
  void aFolderWithFilesIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("precious"), "");

    JobRun run = JobRun.of(new RetortCommand(), "synth", "--like=tiny", "--out=" + folder);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--out must not exist or be an empty folder, but " + folder + " is not");
    assertThat(names(folder)).containsExactly("precious");
  }

  @Test
  void whatTheDiskCannotHoldIsNotBegun() throws IOException {
    String config =
        Presets.find("deepseek-v3-layer")
            .orElseThrow()
            .replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 400");
    Path huge = Files.writeString(folder.resolve("huge.json"), config);

    JobRun run =
        JobRun.of(new RetortCommand(), "synth", "--like=" + huge, "--out=" + folder.resolve("out"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("the weights take ", "but the disk of " + folder + " has ");
    assertThat(names(folder)).containsExactly("huge.json");
  }

  private static ModelConfig preset(String name) throws IOException {
    return SyntheticCheckpoint.of(Presets.find(name).orElseThrow(), name, TensorType.BF16).model();
  }

  private Path synth(String name, String... options) {
    Path out = folder.resolve(name);
    String[] arguments =
        Stream.concat(Stream.of("synth", "--out=" + out), Stream.of(options))
            .toArray(String[]::new);
    JobRun run = JobRun.of(new RetortCommand(), arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return out;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
