package io.retort.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {

  private static final String MTP_NORM = "model.layers.3.shared_head.norm.weight";

  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path folder;

  @Test
  void opensAFolderAndFindsEveryTensor() {
    Checkpoint checkpoint = Checkpoint.open(TinyCheckpoint.aCheckpoint().write(folder, 1));

    assertThat(checkpoint.tensors()).hasSameSizeAs(checkpoint.config().tensors().keySet());
    assertThat(checkpoint.stopTokens()).isEqualTo(Set.of(1));
    assertThat(checkpoint.tensor("model.norm.weight").shape()).isEqualTo(List.of(32L));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkpoint.tensor("model.nrom.weight"))
        .withMessage(
            "tensor must be one of the model in " + folder + ", but was 'model.nrom.weight'");
  }

  @Test
  void generationConfigGivesTheStopTokens() throws IOException {
    TinyCheckpoint.aCheckpoint().write(folder, 1);
    Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [5, 9]}");

    assertThat(Checkpoint.open(folder).stopTokens()).isEqualTo(Set.of(5, 9));
  }

  @Test
  void withoutThemConfigJsonDoes() throws IOException {
    TinyCheckpoint.aCheckpoint().write(folder, 1);
    Files.writeString(folder.resolve("generation_config.json"), "{\"do_sample\": true}");

    assertThat(Checkpoint.open(folder).stopTokens()).isEqualTo(Set.of(1));
  }

  @Test
  void theFingerprintFollowsTheBytesAndNotThePlace() throws IOException {
    Path one = TinyCheckpoint.aCheckpoint().write(folder.resolve("one"), 1);
    Path same = TinyCheckpoint.aCheckpoint().write(folder.resolve("same"), 1);
    Path other = TinyCheckpoint.aCheckpoint().write(folder.resolve("other"), 2);

    String fingerprint = Checkpoint.open(one).fingerprint();

    assertThat(fingerprint).matches("[0-9a-f]{64}");
    assertThat(Checkpoint.open(same).fingerprint()).isEqualTo(fingerprint);
    assertThat(Checkpoint.open(other).fingerprint()).isNotEqualTo(fingerprint);
    Files.writeString(same.resolve("generation_config.json"), "{\"eos_token_id\": 1}");
    assertThat(Checkpoint.open(same).fingerprint()).isNotEqualTo(fingerprint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hidden_size         | null      | config.json: 'hidden_size' must be an integer of at least 1, but was null
          hidden_size         | 0         | config.json: 'hidden_size' must be an integer of at least 1, but was 0
          num_hidden_layers   | "4"       | config.json: 'num_hidden_layers' must be an integer of at least 1, but was "4"
          rms_norm_eps        | 0         | config.json: 'rms_norm_eps' must be a number above 0, but was 0
          model_type          | "mixtral" | config.json: 'model_type' must be one of deepseek_v2, deepseek_v3, llama, qwen2, qwen3, qwen3_moe, but was "mixtral"
          scoring_func        | "softmax" | config.json: 'scoring_func' must be sigmoid (nothing else is supported), but was "softmax"
          attention_bias      | true      | config.json: 'attention_bias' must be false (nothing else is supported), but was true
          hidden_act          | "gelu"    | config.json: 'hidden_act' must be silu (nothing else is supported), but was "gelu"
          norm_topk_prob      | 1         | config.json: 'norm_topk_prob' must be true or false, but was 1
          n_group             | 3         | config.json: 'n_group' must be a divisor of n_routed_experts (8), but was 3
          topk_group          | 5         | config.json: 'topk_group' must be at most n_group (4), but was 5
          num_experts_per_tok | 5         | config.json: 'num_experts_per_tok' must be at most the experts of the chosen groups (4), but was 5
          first_k_dense_replace | 4       | config.json: 'first_k_dense_replace' must be at most num_hidden_layers (3), but was 4
          qk_rope_head_dim    | 7         | config.json: 'qk_rope_head_dim' must be even, but was 7
          torch_dtype         | "int8"    | config.json: 'torch_dtype' must be float32, float16 or bfloat16, but was "int8"
          quantization_config | {}        | config.json: quantization_config: 'quant_method' must be fp8 (nothing else is supported), but was missing
          rope_scaling        | {"type":"linear"} | config.json: rope_scaling: 'type' must be default, yarn or llama3 (nothing else is supported), but was "linear"
          rope_scaling        | {"type":"yarn"} | config.json: rope_scaling: 'factor' must be a number, but was missing
          eos_token_id        | "x"       | config.json: 'eos_token_id' must be an integer or a list of integers, but was "x"
          """)
  void aWrongKeyIsNamedWithWhatItMustBe(String key, String value, String message)
      throws IOException {
    TinyCheckpoint.aCheckpoint().write(folder, 1);
    Path config = folder.resolve("config.json");
    ObjectNode changed = (ObjectNode) JSON.readTree(config.toFile());
    changed.set(key, JSON.readTree(value));
    JSON.writeValue(config.toFile(), changed);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage(folder + "/" + message);
  }

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() throws IOException {
    TinyCheckpoint.aCheckpoint().write(folder, 1);
    Path config = folder.resolve("config.json");
    ObjectNode changed = (ObjectNode) JSON.readTree(config.toFile());
    changed.put("vocab_size", 50);
    JSON.writeValue(config.toFile(), changed);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage(
            folder.resolve("model.safetensors")
                + ": tensor 'model.embed_tokens.weight' has shape [48, 32], but config.json wants"
                + " [50, 32]");
  }

  @Test
  void aTensorOfATypeThatIsNotReadIsNamedWithIt() throws IOException {
    TinyCheckpoint.aCheckpoint().write(folder, 1);
    Path weights = folder.resolve("model.safetensors");
    String bytes = Files.readString(weights, StandardCharsets.ISO_8859_1);
    int tensor = bytes.indexOf("model.norm.weight");
    String renamed = bytes.substring(tensor).replaceFirst("\"F32\"", "\"I32\"");
    Files.writeString(weights, bytes.substring(0, tensor) + renamed, StandardCharsets.ISO_8859_1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage(
            weights
                + ": tensor 'model.norm.weight' must be there in F32, F16, BF16 or F8_E4M3, but is"
                + " I32");
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    TinyCheckpoint.aCheckpoint().write(folder, 1);
    Path config = folder.resolve("config.json");
    ObjectNode changed = (ObjectNode) JSON.readTree(config.toFile());
    changed.put("num_hidden_layers", 4);
    JSON.writeValue(config.toFile(), changed);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage(
            folder.resolve("model.safetensors")
                + ": tensor 'model.layers.3.input_layernorm.weight' must be there in F32, F16,"
                + " BF16 or F8_E4M3, but is missing");
  }

  /** Configurations often speak of a layer for multi-token prediction that the files lack. */
  @Test
  void theLayerForMultiTokenPredictionIsReadOnlyWhereItIsAskedFor() {
    Path whole = TinyCheckpoint.aCheckpoint().withMtp().write(folder.resolve("whole"), 1);
    Path lacking = TinyCheckpoint.aCheckpoint().write(folder.resolve("lacking"), 1);
    TinyCheckpoint.aCheckpoint().withMtp().writeConfig(lacking);

    Checkpoint plain = Checkpoint.open(whole);

    assertThat(plain.tensors()).extracting(TensorEntry::name).doesNotContain(MTP_NORM);
    assertThat(plain.withMtp().tensors()).extracting(TensorEntry::name).contains(MTP_NORM);
    assertThat(plain.withMtp().config()).isEqualTo(plain.config());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(lacking).withMtp())
        .withMessage(
            lacking.resolve("model.safetensors")
                + ": tensor 'model.layers.3.enorm.weight' must be there in F32, F16, BF16 or"
                + " F8_E4M3, but is missing");
  }

  @Test
  void anIndexMayNotPointOutOfItsFolder() throws IOException {
    TinyCheckpoint.aCheckpoint().write(folder, 1);
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"lm_head.weight\": \"../other.safetensors\"}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder))
        .withMessage(
            folder.resolve("model.safetensors.index.json")
                + ": tensor 'lm_head.weight' must lie in a file of this folder, but lies in"
                + " '../other.safetensors'");
  }

  @Test
  void whatIsNoCheckpointIsSaidSo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path onlyConfig = TinyCheckpoint.aCheckpoint().write(folder.resolve("config"), 1);
    Files.delete(onlyConfig.resolve("model.safetensors"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(folder.resolve("nowhere")))
        .withMessage(
            "checkpoint '" + folder.resolve("nowhere") + "' must be a folder, but does not exist");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(file))
        .withMessage("checkpoint '" + file + "' must be a folder, but is a file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(empty))
        .withMessage(
            empty.resolve("config.json")
                + " must exist, but does not; a checkpoint is a Hugging Face folder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.open(onlyConfig))
        .withMessage(
            "checkpoint '"
                + onlyConfig
                + "' must have model.safetensors or model.safetensors.index.json, but has neither");
  }
}
