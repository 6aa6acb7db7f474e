package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCommandTest {

  /** The sizes in DeepSeek-V3's published config.json. */
  private static final String DEEPSEEK_V3 =
      """
      {"model_type": "deepseek_v3", "vocab_size": 129280, "hidden_size": 7168,
       "intermediate_size": 18432, "moe_intermediate_size": 2048, "num_hidden_layers": 61,
       "num_nextn_predict_layers": 1, "num_attention_heads": 128, "num_key_value_heads": 128,
       "n_shared_experts": 1, "n_routed_experts": 256, "ep_size": 1, "routed_scaling_factor": 2.5,
       "kv_lora_rank": 512, "q_lora_rank": 1536, "qk_rope_head_dim": 64, "v_head_dim": 128,
       "qk_nope_head_dim": 128, "topk_method": "noaux_tc", "n_group": 8, "topk_group": 4,
       "num_experts_per_tok": 8, "moe_layer_freq": 1, "first_k_dense_replace": 3,
       "norm_topk_prob": true, "scoring_func": "sigmoid", "hidden_act": "silu",
       "max_position_embeddings": 163840, "rms_norm_eps": 1e-06, "rope_theta": 10000,
       "rope_scaling": {"beta_fast": 32, "beta_slow": 1, "factor": 40, "mscale": 1.0,
         "mscale_all_dim": 1.0, "original_max_position_embeddings": 4096, "type": "yarn"},
       "quantization_config": {"activation_scheme": "dynamic", "fmt": "e4m3",
         "quant_method": "fp8", "weight_block_size": [128, 128]},
       "attention_bias": false, "tie_word_embeddings": false, "torch_dtype": "bfloat16"}
      """;

  @TempDir private Path folder;

  @Test
  void deepseekV3IsAsPublishedFromItsConfigurationAlone() throws IOException {
    Path config = Files.writeString(folder.resolve("config.json"), DEEPSEEK_V3);

    JobRun text = JobRun.of(new RetortCommand(), "model", config.toString());
    JsonNode json = json(config.toString());

    assertThat(text.out()).contains("parameters  671 B (671,026,419,200)\n");
    assertThat(text.out()).contains("active      37 B per token (");
    // Its own tensors: without embedding and head, which released files hold twice, 11.6 of 14 B
    assertThat(text.out())
        .contains("MTP layer   12 B more (11,610,068,224")
        .contains("), loaded by engine.draft_source: mtp\n");
    long attention = 7168L * (1536 + 576 + 128 * 128) + 1536L * 128 * 192 + 512L * 128 * 256;
    long dense = 3L * 7168 * 18432;
    long experts = (8 + 1) * 3L * 7168 * 2048 + 7168 * 256; // chosen, shared, gate
    long norms = 61 * (2 * 7168L + 1536 + 512) + 7168 + 58 * 256; // with the gate's biases
    long join = 2 * 7168L * 7168;
    long allExperts = (256 + 1) * 3L * 7168 * 2048 + 7168 * 256;
    assertThat(json.path("mtp_parameters").asLong())
        .isEqualTo(attention + allExperts + join + 5 * 7168L + 1536 + 512 + 256);
    assertThat(json.path("active_parameters").asLong())
        .isEqualTo(61 * attention + 3 * dense + 58 * experts + norms + 129_280L * 7168);
    // 61 layers of 512 + 64 values, against 128 heads of 128 + 64 + 128
    assertThat(json.path("kv_bytes_per_token").path("latent").asLong()).isEqualTo(61 * 576 * 2);
    assertThat(json.path("kv_bytes_per_token").path("multi_head").asLong())
        .isEqualTo(61L * 128 * 320 * 2);
    assertThat(json.path("embedding_parameters").asLong()).isEqualTo(129_280L * 7168);
    assertThat(json.path("flops_per_token").asLong())
        .isBetween(
            2 * json.path("active_parameters").asLong() - 10_000_000,
            2 * json.path("active_parameters").asLong());
    assertThat(json.path("flops_per_token_and_position").asLong()).isEqualTo(2 * 61L * 128 * 320);
  }

  @Test
  void theMemoryPlanCountsCopiesAndCache() throws IOException {
    JsonNode json = json(RowFiles.teacher().toString(), "--positions=100", "--sequences=3");

    JsonNode mapped = json.path("memory").path(0);
    JsonNode packed = json.path("memory").path(1);
    JsonNode int8 = json.path("memory").path(2);
    assertThat(mapped.path("weights").asText()).isEqualTo("mapped");
    // 4 layers of 64 + 16 fp32 values, 100 positions in blocks of 64, 3 sequences
    assertThat(mapped.path("cache_bytes").asLong()).isEqualTo(4 * 80 * 4 * 128 * 3);
    assertThat(mapped.path("file_bytes").asLong())
        .isBetween(9_600_000L, Files.size(RowFiles.teacher().resolve("model.safetensors")));
    assertThat(packed.path("copy_bytes").asLong()).isGreaterThan(int8.path("copy_bytes").asLong());
    assertThat(int8.path("bytes").asLong())
        .isEqualTo(
            int8.path("file_bytes").asLong()
                + int8.path("copy_bytes").asLong()
                + int8.path("cache_bytes").asLong());
  }

  @Test
  void thePlanStandsInTheText() {
    JobRun run = JobRun.of(new RetortCommand(), "model", RowFiles.teacher().toString());

    assertThat(run.out())
        .startsWith(
            "deepseek_v3: 4 layers, hidden size 256, vocabulary 640, up to 512 positions,"
                + " bfloat16\n")
        .contains("parameters  4.85 M (", "memory for 1 x 512 positions", "  packed   files 9.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          --positions=0    => --positions must be in [1, 512], those of the model, but was 0
          --positions=513  => --positions must be in [1, 512], those of the model, but was 513
          --sequences=0    => --sequences must be at least 1, but was 0
          --dtype=int8     => --dtype must be auto, float32 or bfloat16, but was 'int8'
          """)
  void aWrongOptionIsNamed(String option, String problem) {
    JobRun run = JobRun.of(new RetortCommand(), "model", RowFiles.teacher().toString(), option);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("retort model: nothing was run:\n  " + problem + "\n");
  }

  @Test
  void aFolderWithoutConfigurationIsNamed() {
    JobRun run = JobRun.of(new RetortCommand(), "model", folder.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            folder.resolve("config.json")
                + " must exist, but does not; a checkpoint is a Hugging Face folder");
  }

  private static JsonNode json(String source, String... options) throws IOException {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "model";
    arguments[1] = source;
    arguments[2] = "--json";
    System.arraycopy(options, 0, arguments, 3, options.length);
    JobRun run = JobRun.of(new RetortCommand(), arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return RowFiles.JSON.readTree(run.out());
  }
}
