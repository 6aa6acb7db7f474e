package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCommandTest {

  private static final String QUESTION =
      "{\"id\": \"q\", \"messages\": [{\"role\": \"user\", \"content\": \"What is 12 * 7?\"}]}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"deepseek_v3", "deepseek_v3_yarn"})
  void withoutTokenizerGreedyContinuationsAreThoseOfTransformers(String name) throws IOException {
    Path checkpoint = RowFiles.shared("golden/" + name);
    List<String> rows = new ArrayList<>();
    List<JsonNode> expected = new ArrayList<>();
    for (JsonNode sequence :
        RowFiles.JSON.readTree(checkpoint.resolve("golden.json").toFile()).path("sequences")) {
      if (sequence.path("greedy").isArray()) {
        rows.add("{\"id\": " + rows.size() + ", \"token_ids\": " + sequence.path("ids") + "}");
        expected.add(sequence.path("greedy"));
      }
    }

    List<JsonNode> results =
        RowFiles.in(folder)
            .write(rows)
            .run("generate", checkpoint, "--dtype", "float32", "--max-new-tokens", "24");

    assertThat(results).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < results.size(); i++) {
      JsonNode ids = results.get(i).path("token_ids");
      for (int token = 0; token < ids.size(); token++) {
        assertThat(ids.path(token)).isEqualTo(expected.get(i).path(token));
      }
      boolean isStopped = results.get(i).path("finish_reason").asText().equals("stop");
      assertThat(isStopped || ids.size() == 24).isTrue();
      assertThat(results.get(i).path("text").asText()).isEmpty();
    }
  }

  @Test
  void aCompletionDependsOnSeedAndIdAndNotOnTheOtherRows() throws IOException {
    RowFiles files = RowFiles.in(folder);
    String[] options = {"--seed", "7", "--dtype", "float32", "--max-new-tokens", "60"};
    List<String> rows =
        new ArrayList<>(
            List.of(
                QUESTION, QUESTION.replace("\"q\"", "\"r\""), "{\"id\": 3, \"text\": \"What\"}"));
    List<JsonNode> together = files.write(rows).run("generate", RowFiles.teacher(), options);
    Collections.reverse(rows);
    List<JsonNode> turned =
        new ArrayList<>(
            files
                .write(rows)
                .run(
                    "generate",
                    RowFiles.teacher(),
                    "--seed=7",
                    "--dtype=float32",
                    "--batch=1",
                    "--max-new-tokens=60"));
    Collections.reverse(turned);
    JsonNode reseeded =
        files
            .write(QUESTION)
            .run("generate", RowFiles.teacher(), "--seed=8", "--dtype=float32")
            .get(0);

    assertThat(turned).isEqualTo(together);
    assertThat(together.get(0).path("text").asText()).isNotEmpty();
    assertThat(together.get(1).path("text")).isNotEqualTo(together.get(0).path("text"));
    assertThat(reseeded.path("text")).isNotEqualTo(together.get(0).path("text"));
  }

  @Test
  void aPromptIsPrintedAsTheFileWouldHaveIt() throws IOException {
    RowFiles files = RowFiles.in(folder).write(QUESTION.replace("\"q\"", "\"prompt\""));
    String completion =
        files.run("generate", RowFiles.teacher(), "--dtype=float32").get(0).path("text").asText();

    JobRun printed =
        JobRun.of(
            new RetortCommand(),
            "generate",
            "--model=" + RowFiles.teacher(),
            "--dtype=float32",
            "--prompt=What is 12 * 7?");

    assertThat(printed.out()).isEqualTo(completion + "\n");
  }

  @Test
  void aPromptThatIsCutEndsWithDots() {
    JobRun printed =
        JobRun.of(
            new RetortCommand(),
            "generate",
            "--model=" + RowFiles.teacher(),
            "--prompt=What is 12 * 7?",
            "--max-new-tokens=3");

    assertThat(printed.exitCode()).isZero();
    assertThat(printed.out()).endsWith(" …\n");
  }

  @Test
  void samplingIsWhatTheCheckpointSaysUnlessAnOptionDoes() throws IOException {
    Path checkpoint = tiny();
    RowFiles files = RowFiles.in(folder).write("{\"id\": 1, \"token_ids\": [5, 6]}");
    generationConfig(checkpoint, "{\"max_new_tokens\": 3}");
    JsonNode three = files.run("generate", checkpoint).get(0);
    JsonNode greedy = files.run("generate", checkpoint, "--temperature=0").get(0);
    generationConfig(
        checkpoint, "{\"max_new_tokens\": 3, \"do_sample\": true, \"temperature\": 1.5}");
    JsonNode sampled = files.run("generate", checkpoint).get(0);
    JsonNode two = files.run("generate", checkpoint, "--max-new-tokens=2").get(0);

    assertThat(three.path("token_ids").size()).isEqualTo(3);
    assertThat(three.path("finish_reason").asText()).isEqualTo("length");
    assertThat(greedy).isEqualTo(three);
    assertThat(sampled.path("token_ids")).isNotEqualTo(three.path("token_ids"));
    assertThat(two.path("token_ids").size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {"id": 1, "token_ids": []}      => a prompt must have at least one token, but has none
          {"id": 1, "token_ids": [640]}   => token ids must be in [0, 640), but number 0 is 640
          {"id": "0", "token_ids": [1]}   => field 'id' must be unique, but "0" was on an earlier line too
          {"id": 1}                       => exactly one of the fields token_ids, text, messages must be there, but none is
          """)
  void aWrongRowIsNamedWithFileAndLine(String row, String problem) throws IOException {
    RowFiles files = RowFiles.in(folder).write("{\"id\": 0, \"token_ids\": [1]}", row);

    assertThat(files.refusal("generate", RowFiles.teacher()))
        .isEqualTo(files.in() + ":2: " + problem);
  }

  @Test
  void aPromptWithoutRoomForACompletionIsNamed() throws IOException {
    RowFiles files =
        RowFiles.in(folder)
            .write("{\"id\": 0, \"token_ids\": " + Collections.nCopies(512, 7) + "}");

    assertThat(files.refusal("generate", RowFiles.teacher()))
        .isEqualTo(
            files.in()
                + ":1: there must be at most 511 tokens, since the model has room for 512, but"
                + " there are 512");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          --temperature=3      => temperature must be in [0, 2], but was 3.0
          --top-p=0            => topP must be in (0, 1], but was 0.0
          --max-new-tokens=0   => maxNewTokens must be at least 1, but was 0
          --min-p=1            => minP must be in [0, 1), but was 1.0
          --repetition-penalty=0 => repetitionPenalty must be in (0, 10], but was 0.0
          --stop=              => a stop string must not be empty, but one was
          --soft-labels=-1     => top and draws must be at least 0, but were 0 and -1
          --top-k=-1           => topK must be at least 0, but was -1
          """)
  void aWrongOptionIsNamed(String option, String problem) throws IOException {
    RowFiles files = RowFiles.in(folder).write("{\"id\": 0, \"token_ids\": [1]}");

    assertThat(files.refusal("generate", RowFiles.teacher(), option)).isEqualTo(problem);
  }

  @Test
  void theCheckpointsTopKHoldsUnlessAnotherIsGiven() throws IOException {
    Path checkpoint = tiny();
    generationConfig(checkpoint, "{\"do_sample\": true, \"top_k\": 1}");
    RowFiles files = RowFiles.in(folder).write("{\"id\": 0, \"token_ids\": [1]}");

    // the most probable token alone is what greedy takes
    assertThat(files.run("generate", checkpoint, "--max-new-tokens=9"))
        .isEqualTo(files.run("generate", checkpoint, "--temperature=0", "--max-new-tokens=9"))
        .isNotEqualTo(files.run("generate", checkpoint, "--top-k=0", "--max-new-tokens=9"));
  }

  @Test
  void detailsAndStopStringsAreGivenWhereTheyAreAskedFor() throws IOException {
    RowFiles files = RowFiles.in(folder).write(QUESTION);
    List<JsonNode> plain =
        files.run("generate", RowFiles.teacher(), "--temperature=0", "--dtype=float32");
    JsonNode row =
        files
            .run(
                "generate",
                RowFiles.teacher(),
                "--temperature=0",
                "--dtype=float32",
                "--top-logprobs=2",
                "--soft-labels=4",
                "--stop=</think>")
            .get(0);

    String text = plain.get(0).path("text").asText();
    assertThat(row.path("text").asText()).isEqualTo(text.substring(0, text.indexOf("</think>")));
    assertThat(row.path("finish_reason").asText()).isEqualTo("stop");
    int tokens = row.path("token_ids").size();
    assertThat(row.path("token_logprobs")).hasSize(tokens);
    assertThat(row.path("top_logprobs")).hasSize(tokens);
    assertThat(row.path("soft_labels")).hasSize(tokens);
    for (int i = 0; i < tokens; i++) {
      JsonNode best = row.path("top_logprobs").path(i).path(0);
      assertThat(best.path("id")).isEqualTo(row.path("token_ids").path(i)); // greedy
      assertThat(best.path("logprob")).isEqualTo(row.path("token_logprobs").path(i));
    }
  }

  @Test
  void filesOrAPromptMustBeGiven() {
    JobRun neither =
        JobRun.of(new RetortCommand(), "generate", "--model=" + RowFiles.teacher(), "--in=x");

    assertThat(neither.exitCode()).isEqualTo(2);
    assertThat(neither.err())
        .isEqualTo(
            """
            retort generate: either --prompt or both --in and --out must be given
            See retort generate --help.
            """);
  }

  private Path tiny() {
    Path checkpoint = folder.resolve("tiny");
    assertThat(
            JobRun.of(
                    new RetortCommand(),
                    "synth",
                    "--like=tiny",
                    "--dtype=float32",
                    "--out=" + checkpoint)
                .exitCode())
        .isZero();
    return checkpoint;
  }

  private static void generationConfig(Path checkpoint, String json) throws IOException {
    Files.writeString(checkpoint.resolve("generation_config.json"), json);
  }
}
