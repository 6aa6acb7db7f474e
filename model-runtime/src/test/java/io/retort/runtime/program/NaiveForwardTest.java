package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs, with their caches and absorbed attention, against the naive forward pass. */
class NaiveForwardTest {

  // fp32 sums of a few hundred terms against double ones.
  private static final double TOLERANCE = 2e-5;
  private static final ObjectNode QUANTISED = new ObjectMapper().createObjectNode();

  static {
    QUANTISED.put("quant_method", "fp8").putArray("weight_block_size").add(128).add(128);
  }

  private static final int[] IDS = {0, 7, 33, 12, 12, 45, 3, 29, 18, 40, 2, 9, 31, 27, 5, 44, 16};

  static Stream<Arguments> variants() {
    return Stream.of(
        variant("deepseek_v3", "everything on", config -> {}),
        variant("deepseek_v3", "plain queries", config -> config.putNull("q_lora_rank")),
        variant(
            "deepseek_v3", "one group", config -> config.put("n_group", 1).put("topk_group", 1)),
        variant("deepseek_v3", "weights as scored", config -> config.put("norm_topk_prob", false)),
        variant("deepseek_v3", "no shared expert", config -> config.put("n_shared_experts", 0)),
        variant("deepseek_v3", "all dense", config -> config.put("first_k_dense_replace", 3)),
        variant("deepseek_v3", "half pairs", config -> config.put("rope_interleave", false)),
        variant("deepseek_v2", "group_limited_greedy", config -> {}),
        variant("deepseek_v2", "greedy", config -> config.put("topk_method", "greedy")),
        variant("deepseek_v2", "plain queries", config -> config.putNull("q_lora_rank")),
        variant("llama", "no biases", config -> {}),
        variant(
            "llama",
            "all biases",
            config -> config.put("attention_bias", true).put("mlp_bias", true)),
        variant("llama", "a head of keys each", config -> config.put("num_key_value_heads", 6)),
        variant("llama", "one head of keys", config -> config.put("num_key_value_heads", 1)),
        variant("qwen2", "tied embeddings", config -> {}),
        variant("qwen2", "a head of its own", config -> config.put("tie_word_embeddings", false)),
        variant("qwen3", "no biases", config -> {}),
        variant("qwen3", "biases", config -> config.put("attention_bias", true)),
        variant("qwen3_moe", "one dense layer", config -> {}),
        variant("qwen3_moe", "every other layer", config -> config.put("decoder_sparse_step", 2)),
        variant("qwen3_moe", "weights as scored", config -> config.put("norm_topk_prob", false)));
  }

  private static Arguments variant(String family, String name, Consumer<ObjectNode> change) {
    return Arguments.of(family, Named.of(name, change));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyWayThroughTheCacheEqualsTheNaiveForward(
      String family, Consumer<ObjectNode> variant, @TempDir Path folder) {
    Checkpoint checkpoint =
        Checkpoint.open(TinyCheckpoint.ofFamily(family).with(variant).write(folder, 5));
    double[][] expected = new NaiveModel(checkpoint).logprobs(IDS);

    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program =
            GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      for (int chunk : new int[] {IDS.length, 5, 1}) {
        float[] actual = logprobs(program, chunk);
        for (int i = 1; i < IDS.length; i++) {
          assertThat((double) actual[i - 1])
              .as("token %d, %d at a time", i, chunk)
              .isCloseTo(expected[i - 1][IDS[i]], within(TOLERANCE));
        }
      }
    }
  }

  /**
   * Weights in 8 bits, embedding and gate among them, in blocks that are cut at 128; llama's are
   * dequantised a part of a block at a time, since 128 rows of 33,000 are more than 16 MB in fp32.
   */
  @ParameterizedTest
  @CsvSource({"deepseek_v3, 200, 150", "qwen3_moe, 130, 200", "llama, 136, 33000"})
  void weightsInBlocksEqualTheirProductsWithTheScales(
      String family, int hidden, int inner, @TempDir Path folder) {
    TinyCheckpoint shape =
        TinyCheckpoint.ofFamily(family)
            .with(
                config -> {
                  config.put("hidden_size", hidden).put("intermediate_size", inner);
                  config.put("moe_intermediate_size", inner).put("head_dim", 12);
                  config.put("num_hidden_layers", 2);
                  config.set("quantization_config", QUANTISED);
                });
    Checkpoint checkpoint =
        Checkpoint.open(
            shape.write(
                folder, 6, name -> name.endsWith(".weight") && !name.endsWith("norm.weight")));
    double[][] expected = new NaiveModel(checkpoint).logprobs(Arrays.copyOf(IDS, 6));

    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program =
            GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      float[] actual = logprobs(program, IDS.length);
      for (int i = 1; i < 6; i++) {
        assertThat((double) actual[i - 1])
            .as("token %d", i)
            .isCloseTo(expected[i - 1][IDS[i]], within(5e-4));
      }
    }
  }

  private static float[] logprobs(GenerationProgram program, int chunk) {
    float[] all = new float[IDS.length - 1];
    try (GenerationProgram.Cache cache = program.newCache(GenerationProgram.blocks(IDS.length))) {
      for (int start = 0; start < all.length; start += chunk) {
        int end = Math.min(all.length, start + chunk);
        TokenScores part =
            program.score(
                cache,
                List.of(Span.of(Arrays.copyOfRange(IDS, start, end), start, 0, 0)),
                Arrays.copyOfRange(IDS, start + 1, end + 1),
                0);
        for (int i = start; i < end; i++) {
          all[i] = part.logprob(i - start);
        }
      }
    }
    return all;
  }
}
