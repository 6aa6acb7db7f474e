package io.retort.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          deepseek_v2 | topk_method          | "noaux_tc"  | 'topk_method' must be greedy or group_limited_greedy, but was "noaux_tc"
          deepseek_v2 | scoring_func         | "sigmoid"   | 'scoring_func' must be softmax (nothing else is supported), but was "sigmoid"
          deepseek_v2 | norm_topk_prob       | true        | 'norm_topk_prob' must be false (nothing else is supported), but was true
          deepseek_v2 | attention_bias       | true        | 'attention_bias' must be false (nothing else is supported), but was true
          deepseek_v2 | n_group              | 3           | 'n_group' must be a divisor of n_routed_experts (8), but was 3
          deepseek_v3 | moe_layer_freq       | 2           | 'moe_layer_freq' must be 1 (nothing else is supported), but was 2
          llama       | hidden_act           | "gelu"      | 'hidden_act' must be silu (nothing else is supported), but was "gelu"
          llama       | num_key_value_heads  | 4           | 'num_key_value_heads' must be a divisor of num_attention_heads (6), but was 4
          llama       | num_attention_heads  | 5           | 'head_dim' must be an even integer, for hidden_size (48) is no even multiple of num_attention_heads (5), but was missing
          llama       | head_dim             | 9           | 'head_dim' must be even, but was 9
          llama       | partial_rotary_factor | 0.5        | 'partial_rotary_factor' must be 1 (nothing else is supported), but was 0.5
          llama       | mlp_bias             | "yes"       | 'mlp_bias' must be true or false, but was "yes"
          qwen2       | layer_types          | ["full_attention","sliding_attention","full_attention"] | 'layer_types' must be full_attention throughout (nothing else is supported), but was ["full_attention","sliding_attention","full_attention"]
          qwen3_moe   | num_experts          | 0           | 'num_experts' must be an integer of at least 1, but was 0
          qwen3_moe   | num_experts_per_tok  | 9           | 'num_experts_per_tok' must be at most num_experts (8), but was 9
          qwen3_moe   | mlp_only_layers      | ["a"]       | 'mlp_only_layers' must be an integer or a list of integers, but was ["a"]
          qwen3_moe   | decoder_sparse_step  | 0           | 'decoder_sparse_step' must be an integer of at least 1, but was 0
          """)
  void anOptionThatIsNotSupportedIsNamed(String family, String key, String value, String message)
      throws IOException {
    TinyCheckpoint checkpoint =
        TinyCheckpoint.ofFamily(family).with(config -> config.set(key, json(value)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(checkpoint))
        .withMessage(folder.resolve("config.json") + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          q_lora_rank           | an integer of at least 1 or null
          n_shared_experts      | an integer of at least 0 or null
          first_k_dense_replace | an integer of at least 0
          routed_scaling_factor | a number
          n_group               | an integer of at least 1
          """)
  void whatWouldChangeNumbersIsNotGuessed(String key, String wanted) {
    for (String family : List.of("deepseek_v2", "deepseek_v3")) {
      TinyCheckpoint checkpoint =
          TinyCheckpoint.ofFamily(family).with(config -> config.remove(key));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(checkpoint))
          .withMessage(
              folder.resolve("config.json")
                  + ": '"
                  + key
                  + "' must be "
                  + wanted
                  + ", but was missing");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rope_scaling    | {"type":"linear","factor":2}        | rope_scaling: 'type' must be default, yarn or llama3 (nothing else is supported), but was "linear"
          rope_scaling    | {"rope_type":"dynamic","factor":2}  | rope_scaling: 'rope_type' must be default, yarn or llama3 (nothing else is supported), but was "dynamic"
          rope_parameters | {"rope_type":"longrope"}            | rope_parameters: 'rope_type' must be default, yarn or llama3 (nothing else is supported), but was "longrope"
          rope_parameters | {"rope_type":"default","partial_rotary_factor":0.25} | rope_parameters: 'partial_rotary_factor' must be 1 (nothing else is supported), but was 0.25
          rope_parameters | {"full_attention":{"rope_type":"default"}} | 'rope_parameters' must be one set of settings for all layers, but was {"full_attention":{"rope_type":"default"}}
          rope_parameters | {"rope_theta":-1}                   | rope_parameters: 'rope_theta' must be a number above 0, but was -1
          rope_scaling    | {"type":"yarn"}                     | rope_scaling: 'factor' must be a number, but was missing
          rope_scaling    | {"rope_type":"llama3","factor":8}   | rope_scaling: 'low_freq_factor' must be a number, but was missing
          rope_scaling    | {"rope_type":"llama3","factor":8,"low_freq_factor":4,"high_freq_factor":4} | rope_scaling: 'high_freq_factor' must be above low_freq_factor (4.0), but was 4
          rope_scaling    | "yarn"                              | 'rope_scaling' must be an object, but was "yarn"
          """)
  void aRopeThatIsNotSupportedIsNamed(String key, String value, String message) {
    for (String family : List.of("deepseek_v2", "deepseek_v3", "llama", "qwen3_moe")) {
      TinyCheckpoint checkpoint =
          TinyCheckpoint.ofFamily(family).with(config -> config.set(key, json(value)));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(checkpoint))
          .withMessage(folder.resolve("config.json") + ": " + message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "qwen2, true, 0, false",
    "qwen2, true, 2, false",
    "qwen2, true, 3, true", // from layer 3 on, but there are 3
    "qwen2, false, 0, true",
    "qwen3_moe, true, 3, false", // does not read max_window_layers
    "qwen3_moe, false, 3, true",
  })
  void windowsAreRefusedOnlyWhereALayerHasOne(
      String family, boolean used, int firstLayer, boolean isRead) {
    TinyCheckpoint checkpoint =
        TinyCheckpoint.ofFamily(family)
            .with(
                config ->
                    config
                        .put("use_sliding_window", used)
                        .put("sliding_window", 16)
                        .put("max_window_layers", firstLayer));

    if (isRead) {
      assertThat(read(checkpoint).layers()).isEqualTo(3);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(checkpoint))
          .withMessage(
              folder.resolve("config.json")
                  + ": 'use_sliding_window' must be false (sliding windows are not supported), but"
                  + " was true");
    }
  }

  @Test
  void bothSpellingsSayTheSame() {
    String scaling = "\"factor\":4.0,\"original_max_position_embeddings\":128,\"mscale\":0.7";
    for (String family : List.of("deepseek_v2", "deepseek_v3", "llama", "qwen2", "qwen3")) {
      ModelConfig released =
          read(
              TinyCheckpoint.ofFamily(family)
                  .with(
                      config -> {
                        config.put("rope_theta", 5e5);
                        config.set("rope_scaling", json("{\"type\":\"yarn\"," + scaling + "}"));
                        config.put("torch_dtype", "bfloat16");
                      }));
      ModelConfig today =
          read(
              TinyCheckpoint.ofFamily(family)
                  .with(
                      config -> {
                        config.remove(List.of("rope_theta", "torch_dtype"));
                        config.set(
                            "rope_parameters",
                            json("{\"rope_type\":\"yarn\",\"rope_theta\":5e5," + scaling + "}"));
                        config.put("dtype", "bfloat16");
                      }));

      assertThat(today).isEqualTo(released);
      assertThat(today.rope().theta()).isEqualTo(5e5);
      assertThat(today.rope().scaling()).isEqualTo(new Rope.Yarn(4, 128, 32, 1, 0.7, 0, 0, true));
      assertThat(today.dtype()).isEqualTo("bfloat16");
    }
  }

  @Test
  void bothNamesOfTheNumberOfExpertsSayTheSame() {
    ModelConfig released = read(TinyCheckpoint.ofFamily("qwen3_moe"));
    ModelConfig today =
        read(
            TinyCheckpoint.ofFamily("qwen3_moe")
                .with(
                    config -> {
                      config.remove("num_experts");
                      config.put("num_local_experts", 8);
                    }));

    assertThat(today).isEqualTo(released);
  }

  @Test
  void layersWithoutExpertsAreThoseNamedAndThoseBetween() {
    Qwen3MoeConfig config =
        (Qwen3MoeConfig)
            read(
                TinyCheckpoint.ofFamily("qwen3_moe")
                    .with(
                        changed -> {
                          changed.put("num_hidden_layers", 6).put("decoder_sparse_step", 2);
                          changed.putArray("mlp_only_layers").add(3);
                        }));

    // Layers 1, 3 and 5 are every second one; 3 is named.
    assertThat(config.feedForward().denseLayers()).containsExactlyInAnyOrder(0, 2, 3, 4);
  }

  @Test
  void theCachesSizesAreThoseOfTheAttention() {
    ModelConfig grouped = read(TinyCheckpoint.ofFamily("qwen3"));
    ModelConfig latent = read(TinyCheckpoint.ofFamily("deepseek_v2"));

    assertThat(grouped.cacheSize()).isEqualTo(48); // key and value of 2 heads of 12
    assertThat(grouped.expandedCacheSize()).isEqualTo(144); // of 6 heads
    assertThat(latent.cacheSize()).isEqualTo(24); // latent 16, rotary key 8
    assertThat(latent.expandedCacheSize()).isEqualTo(120); // 4 heads of 10 + 8 and 12
  }

  /** What their authors count, from the numbers of their config.json. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DeepSeek-V3     | deepseek_v3 | 671026419200 | "vocab_size":129280,"hidden_size":7168,"intermediate_size":18432,"moe_intermediate_size":2048,"num_hidden_layers":61,"num_attention_heads":128,"n_routed_experts":256,"num_experts_per_tok":8,"n_group":8,"topk_group":4,"first_k_dense_replace":3,"q_lora_rank":1536,"kv_lora_rank":512,"qk_rope_head_dim":64,"qk_nope_head_dim":128,"v_head_dim":128
          DeepSeek-V2-Lite | deepseek_v2 | 15706484224 | "topk_method":"greedy","vocab_size":102400,"hidden_size":2048,"intermediate_size":10944,"moe_intermediate_size":1408,"num_hidden_layers":27,"num_attention_heads":16,"n_shared_experts":2,"n_routed_experts":64,"num_experts_per_tok":6,"q_lora_rank":null,"kv_lora_rank":512,"qk_rope_head_dim":64,"qk_nope_head_dim":128,"v_head_dim":128
          Llama-3.1-8B    | llama       | 8030261248   | "vocab_size":128256,"hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8
          Qwen2.5-1.5B    | qwen2       | 1543714304   | "vocab_size":151936,"hidden_size":1536,"intermediate_size":8960,"num_hidden_layers":28,"num_attention_heads":12,"num_key_value_heads":2
          Qwen3-0.6B      | qwen3       | 596049920    | "vocab_size":151936,"hidden_size":1024,"intermediate_size":3072,"num_hidden_layers":28,"num_attention_heads":16,"num_key_value_heads":8,"head_dim":128,"tie_word_embeddings":true
          Qwen3-30B-A3B   | qwen3_moe   | 30532122624  | "vocab_size":151936,"hidden_size":2048,"intermediate_size":6144,"moe_intermediate_size":768,"num_hidden_layers":48,"num_attention_heads":32,"num_key_value_heads":4,"head_dim":128,"num_experts":128,"num_experts_per_tok":8,"mlp_only_layers":[]
          """)
  void releasedModelsHaveTheParametersTheyAreKnownFor(
      String name, String family, long parameters, String settings) {
    ModelConfig model =
        read(
            TinyCheckpoint.ofFamily(family)
                .with(config -> config.setAll((ObjectNode) json("{" + settings + "}"))));

    long counted =
        model.tensors().entrySet().stream()
            .mapToLong(tensor -> tensor.getValue().stream().reduce(1L, (a, b) -> a * b))
            .sum();

    assertThat(counted).as(name).isEqualTo(parameters);
  }

  private ModelConfig read(TinyCheckpoint checkpoint) {
    return ModelConfig.read(checkpoint.writeConfig(folder));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
