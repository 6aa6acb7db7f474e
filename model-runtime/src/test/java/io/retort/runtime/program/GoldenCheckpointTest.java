package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.sampling.Logits;
import io.retort.runtime.sampling.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Log-probabilities and greedy continuations against values of transformers 5.23 in fp32. */
class GoldenCheckpointTest {

  private static final int WHOLE = 1_000_000;
  private static final double FP32_TOLERANCE = 1e-4;
  private static final double BF16_MEDIAN_TOLERANCE = 0.03;

  static Stream<String> checkpoints() {
    return Stream.of(
        "deepseek_v2_grouped",
        "deepseek_v2_lite",
        "deepseek_v3",
        "deepseek_v3_fp8",
        "deepseek_v3_mtp_sharded_bf16",
        "deepseek_v3_plain_q",
        "deepseek_v3_yarn",
        "llama3",
        "qwen2",
        "qwen3",
        "qwen3_moe");
  }

  /** Each in one piece, in chunks and token by token. */
  static Stream<Arguments> checkpointsAndChunks() {
    return checkpoints()
        .flatMap(name -> IntStream.of(WHOLE, 50, 7, 1).mapToObj(n -> Arguments.of(name, n)));
  }

  @ParameterizedTest
  @MethodSource("checkpointsAndChunks")
  void logProbabilitiesEqualTheReferenceHoweverThePromptIsCut(String name, int chunk)
      throws IOException {
    for (Difference difference : differences(name, "float32", chunk)) {
      assertThat(difference.absolute())
          .as("%s, sequence %d, position %d", name, difference.sequence(), difference.position())
          .isLessThanOrEqualTo(FP32_TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void bfloat16StaysWithinTheStatedMedian(String name) throws IOException {
    List<Difference> differences = differences(name, "bfloat16", WHOLE);

    double[] sorted = differences.stream().mapToDouble(Difference::absolute).sorted().toArray();
    assertThat(sorted[sorted.length / 2]).isLessThan(BF16_MEDIAN_TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void greedyContinuationsAreIdentical(String name) throws IOException {
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program = load(manager, name, "float32")) {
      for (JsonNode sequence : sequences(name)) {
        if (sequence.path("greedy").isArray()) {
          assertThat(continuation(program, integers(sequence.path("ids")), 24))
              .containsExactly(integers(sequence.path("greedy")));
        }
      }
    }
  }

  private record Difference(int sequence, int position, double absolute) {}

  private static List<Difference> differences(String name, String dtype, int chunk)
      throws IOException {
    List<Difference> differences = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program = load(manager, name, dtype)) {
      List<JsonNode> sequences = sequences(name);
      for (int s = 0; s < sequences.size(); s++) {
        int[] ids = integers(sequences.get(s).path("ids"));
        float[] logprobs = logprobs(program, ids, chunk);
        for (int i = 1; i < ids.length; i++) {
          double expected = sequences.get(s).path("logprobs").path(i).asDouble();
          differences.add(new Difference(s, i, Math.abs(logprobs[i - 1] - expected)));
        }
      }
    }
    return differences;
  }

  /** Entry i is the log-probability of token i + 1. */
  private static float[] logprobs(GenerationProgram program, int[] ids, int chunk) {
    int length = ids.length - 1;
    float[] all = new float[length];
    try (GenerationProgram.Cache cache = program.newCache(GenerationProgram.blocks(ids.length))) {
      for (int start = 0; start < length; start += chunk) {
        int end = Math.min(length, start + chunk);
        TokenScores part =
            program.score(
                cache,
                List.of(Span.of(Arrays.copyOfRange(ids, start, end), start, 0, 0)),
                Arrays.copyOfRange(ids, start + 1, end + 1),
                0);
        for (int i = start; i < end; i++) {
          all[i] = part.logprob(i - start);
        }
      }
    }
    return all;
  }

  private static int[] continuation(GenerationProgram program, int[] prompt, int count) {
    int[] generated = new int[count];
    Sampler sampler = new Sampler(program.config().vocabularySize());
    try (GenerationProgram.Cache cache =
        program.newCache(GenerationProgram.blocks(prompt.length + count))) {
      Logits logits = program.step(cache, List.of(Span.of(prompt, 0, 0, 1)), true);
      for (int i = 0; i < count; i++) {
        generated[i] = sampler.draw(logits, 0, SamplingParams.greedy(1), new BitSet(), 0).token();
        logits =
            program.step(
                cache, List.of(Span.of(new int[] {generated[i]}, prompt.length + i, 0, 1)), false);
      }
    }
    return generated;
  }

  private static GenerationProgram load(NDManager manager, String name, String dtype) {
    return GenerationProgram.load(manager, Checkpoint.open(folder(name)), ProgramOptions.of(dtype));
  }

  private static List<JsonNode> sequences(String name) throws IOException {
    List<JsonNode> sequences = new ArrayList<>();
    new ObjectMapper()
        .readTree(folder(name).resolve("golden.json").toFile())
        .path("sequences")
        .forEach(sequences::add);
    return sequences;
  }

  private static Path folder(String name) {
    Path folder =
        Path.of(System.getProperty("retort.root", "..")).resolve("../shared/golden").resolve(name);
    assumeTrue(Files.exists(folder), "no golden files at " + folder);
    return folder;
  }

  private static int[] integers(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.path(i).asInt();
    }
    return values;
  }
}
