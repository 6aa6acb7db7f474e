package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.runtime.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreCommandTest {

  private static final double FP32_TOLERANCE = 1e-4;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deepseek_v3",
        "deepseek_v3_yarn",
        "deepseek_v3_plain_q",
        "deepseek_v3_mtp_sharded_bf16",
        "deepseek_v3_fp8",
        "deepseek_v2_lite",
        "deepseek_v2_grouped",
        "llama3",
        "qwen2",
        "qwen3",
        "qwen3_moe"
      })
  void logProbabilitiesAreThoseOfTransformers(String name) throws IOException {
    Path checkpoint = RowFiles.shared("golden/" + name);
    JsonNode sequences =
        RowFiles.JSON.readTree(checkpoint.resolve("golden.json").toFile()).path("sequences");
    List<String> rows = new ArrayList<>();
    sequences.forEach(sequence -> rows.add(row(rows.size(), sequence.path("ids").toString())));

    List<JsonNode> results =
        RowFiles.in(folder).write(rows).run("score", checkpoint, "--dtype", "float32");

    assertThat(results).hasSize(sequences.size()).isNotEmpty();
    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).path("id").asInt()).isEqualTo(i);
      assertThat(results.get(i).path("token_ids")).isEqualTo(sequences.path(i).path("ids"));
      JsonNode expected = sequences.path(i).path("logprobs");
      JsonNode found = results.get(i).path("token_logprobs");
      assertThat(found.size()).isEqualTo(expected.size());
      assertThat(found.path(0).isNull()).isTrue();
      double sum = 0;
      for (int token = 1; token < expected.size(); token++) {
        assertThat(found.path(token).asDouble())
            .isCloseTo(expected.path(token).asDouble(), within(FP32_TOLERANCE));
        sum += found.path(token).asDouble();
      }
      assertThat(results.get(i).path("sum_logprob").asDouble()).isCloseTo(sum, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "bfloat16"})
  void theNumbersAreTheSameInAnyOrderAndBatch(String dtype) throws IOException {
    // more tokens than fit into one pass, of several lengths
    List<String> rows =
        new ArrayList<>(
            IntStream.range(0, 9)
                .mapToObj(
                    i ->
                        row(
                            i,
                            IntStream.range(0, 1 + 60 * i)
                                .map(token -> (7 * token * token + i) % 640)
                                .boxed()
                                .toList()
                                .toString()))
                .toList());
    RowFiles files = RowFiles.in(folder);
    List<JsonNode> together = files.write(rows).run("score", RowFiles.teacher(), "--dtype", dtype);
    Collections.reverse(rows);

    List<JsonNode> alone =
        new ArrayList<>(
            files.write(rows).run("score", RowFiles.teacher(), "--dtype", dtype, "--batch", "1"));
    Collections.reverse(alone);

    assertThat(alone).isEqualTo(together);
  }

  @Test
  void aTextBeginsWithExactlyOneBeginningOfSequence() throws IOException {
    List<JsonNode> results =
        RowFiles.in(folder)
            .write(
                "{\"id\": \"plain\", \"text\": \"2+2\"}",
                "{\"id\": \"begun\", \"text\": \"<｜begin▁of▁sentence｜>2+2\"}")
            .run("score", RowFiles.teacher());

    List<Integer> expected = new ArrayList<>(List.of(0));
    try (Tokenizer tokenizer = Tokenizer.open(RowFiles.teacher())) {
      expected.addAll(tokenizer.encode("2+2"));
    }
    assertThat(results).hasSize(2);
    for (JsonNode result : results) {
      assertThat(result.path("token_ids").toString().replace(",", ", "))
          .isEqualTo(expected.toString());
    }
  }

  @Test
  void oneTokenHasNothingBeforeItAndNoTokenHasNothingAtAll() throws IOException {
    List<JsonNode> results =
        RowFiles.in(folder)
            .write(row(1, "[5]"), row(2, "[]"))
            .run("score", RowFiles.teacher(), "--top-logprobs", "2");

    assertThat(results.get(0))
        .hasToString(
            "{\"id\":1,\"token_ids\":[5],\"token_logprobs\":[null],\"top_logprobs\":[null],"
                + "\"sum_logprob\":0.0}");
    assertThat(results.get(1))
        .hasToString(
            "{\"id\":2,\"token_ids\":[],\"token_logprobs\":[],\"top_logprobs\":[],"
                + "\"sum_logprob\":0.0}");
  }

  @Test
  void theMostProbableTokensAreNamedBestFirst() throws IOException {
    List<JsonNode> results =
        RowFiles.in(folder)
            .write(row(1, "[0, 3, 300]"))
            .run("score", RowFiles.teacher(), "--top-logprobs", "640");

    JsonNode places = results.get(0).path("top_logprobs");
    assertThat(places.size()).isEqualTo(3);
    assertThat(places.path(0).isNull()).isTrue();
    double total = 0;
    double before = 0;
    for (JsonNode candidate : places.path(2)) {
      double logprob = candidate.path("logprob").asDouble();
      assertThat(logprob).isLessThanOrEqualTo(before);
      before = logprob;
      total += Math.exp(logprob);
      if (candidate.path("id").asInt() == 300) {
        assertThat(candidate.path("logprob"))
            .isEqualTo(results.get(0).path("token_logprobs").path(2));
      }
    }
    assertThat(total).isCloseTo(1, within(1e-4)); // the whole vocabulary
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {"id": 1, "token_ids": [0, 640]}    => token ids must be in [0, 640), but number 1 is 640
          {"id": 1, "token_ids": [-1]}        => token ids must be in [0, 640), but number 0 is -1
          {"id": 1, "token_ids": [1.5]}       => field 'token_ids' must be an array of integers, but was [1.5]
          {"id": 1, "token_ids": "1"}         => field 'token_ids' must be an array of integers, but was "1"
          {"id": 1}                           => exactly one of the fields token_ids, text must be there, but none is
          {"token_ids": [1]}                  => field 'id' must be there, but the fields are: token_ids
          """)
  void aWrongRowIsNamedWithFileAndLine(String row, String problem) throws IOException {
    RowFiles files = RowFiles.in(folder).write(row(0, "[1]"), row);

    assertThat(files.refusal("score", RowFiles.teacher())).isEqualTo(files.in() + ":2: " + problem);
  }

  @Test
  void aRowLongerThanTheModelsPositionsIsNamed() throws IOException {
    RowFiles files = RowFiles.in(folder).write(row(0, Collections.nCopies(513, 7).toString()));

    assertThat(files.refusal("score", RowFiles.teacher()))
        .isEqualTo(files.in() + ":1: there must be at most 512 tokens, but there are 513");
  }

  @Test
  void aTextNeedsATokenizer() throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    assertThat(
            JobRun.of(
                    new RetortCommand(), "synth", "--like", "tiny", "--out", checkpoint.toString())
                .exitCode())
        .isZero();
    RowFiles files = RowFiles.in(folder).write("{\"id\": 1, \"text\": \"a\"}");

    assertThat(files.refusal("score", checkpoint))
        .isEqualTo(
            files.in()
                + ":1: texts must have a tokenizer, but "
                + checkpoint
                + " has no tokenizer.json; give token_ids");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          --dtype=int4         => dtype must be auto, float32 or bfloat16, but was 'int4'
          --threads=-1         => threads must be at least 1, but was -1
          --batch=0            => batchSize must be at least 1, but was 0
          --weights=gguf       => weights must be mapped, packed or int8, but was 'gguf'
          --top-logprobs=-1    => --top-logprobs must be in [0, 640], but was -1
          --top-logprobs=641   => --top-logprobs must be in [0, 640], but was 641
          """)
  void aWrongOptionIsNamed(String option, String problem) throws IOException {
    RowFiles files = RowFiles.in(folder).write(row(0, "[1]"));

    assertThat(files.refusal("score", RowFiles.teacher(), option)).isEqualTo(problem);
  }

  @Test
  void aFolderThatIsNoCheckpointIsNamed() throws IOException {
    RowFiles files = RowFiles.in(folder).write(row(0, "[1]"));

    assertThat(files.refusal("score", folder.resolve("nowhere")))
        .isEqualTo(
            "model must be a folder or a Hub id org/name[@revision], but '"
                + folder.resolve("nowhere")
                + "' is neither");
  }

  private static String row(int id, String tokenIds) {
    return "{\"id\": " + id + ", \"token_ids\": " + tokenIds + "}";
  }
}
