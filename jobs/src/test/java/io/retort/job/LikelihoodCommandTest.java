package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled model's probabilities, compared with what {@code retort score} says of the texts. */
class LikelihoodCommandTest {

  private static final String CHOICE =
      "{\"id\":\"c\",\"question\":\"What is 3 + 4?\",\"choices\":[\"5\",\"17\",\"7\"],"
          + "\"target\":\"C\"}";

  @TempDir private Path folder;

  @Test
  void aLettersProbabilityIsThatOfTheWholeTextLessThePrompts() throws IOException {
    String prompt = "What is 3 + 4?\\nA. 5\\nB. 17\\nC. 7\\nAnswer:";

    JsonNode row = likelihood(CHOICE).get(0);

    // This tokenizer has a token ": ", which joins prompt and letter and so is scored with it.
    String before = prompt.substring(0, prompt.length() - 1);
    List<Double> sums = sums(before, prompt + " A", prompt + " B", prompt + " C");
    assertThat(row.get("target").asText()).isEqualTo("C");
    String best = "";
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      String letter = "ABC".substring(i, i + 1);
      double logprob = row.get("logprobs").get(letter).asDouble();
      assertThat(logprob).isCloseTo(sums.get(i + 1) - sums.get(0), within(1e-3));
      if (logprob > highest) {
        highest = logprob;
        best = letter;
      }
    }
    assertThat(row.get("chosen").asText()).isEqualTo(best);
  }

  @Test
  void aPromptRunsOnceForItsOptions() throws IOException {
    JobRun run = files().write(CHOICE).start("likelihood", RowFiles.teacher());

    // ": " and the letter count of each of three options: 2 x 3 tokens that nothing spares.
    Matcher prefill =
        Pattern.compile("prefill    (\\d+) tokens in place of (\\d+), since").matcher(run.out());
    assertThat(prefill.find()).as(run.out()).isTrue();
    int computed = Integer.parseInt(prefill.group(1));
    assertThat(Integer.parseInt(prefill.group(2))).isEqualTo(3 * (computed - 6) + 6);
  }

  @Test
  void solvedExamplesStandBeforeTheQuestion() throws IOException {
    Path shots =
        Files.writeString(
            folder.resolve("shots.jsonl"),
            "{\"id\":\"1\",\"question\":\"What is 1 + 1?\",\"choices\":[\"2\",\"3\"],"
                + "\"target\":\"A\"}\n");
    String example = "What is 1 + 1?\\nA. 2\\nB. 3\\nAnswer: A\\n\\n";
    String prompt = example + "What is 3 + 4?\\nA. 5\\nB. 17\\nC. 7\\nAnswer:";

    JsonNode row = likelihood(CHOICE, "--few-shots=1", "--few-shot-file=" + shots).get(0);

    List<Double> sums = sums(prompt.substring(0, prompt.length() - 1), prompt + " C");
    assertThat(row.get("logprobs").get("C").asDouble())
        .isCloseTo(sums.get(1) - sums.get(0), within(1e-3));
  }

  @Test
  void targetsHaveAPerplexity() throws IOException {
    JobRun run =
        files()
            .write("{\"id\":\"m\",\"question\":\"What is 3 + 4?\",\"target\":\"7\"}")
            .start("likelihood", RowFiles.teacher(), "--mode=target");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern(
            "perplexity [0-9.]+ per token, [0-9.]+ bits per byte \\(\\d+ tokens, 2 bytes")
        .contains("problems   1, asked by lm-eval-compat\n");
  }

  @Test
  void optionsAsTextAreChosenByThreeMeasures() throws IOException {
    JsonNode row = likelihood(CHOICE, "--mode=text").get(0);

    List<String> fields = new ArrayList<>();
    row.fieldNames().forEachRemaining(fields::add);
    assertThat(fields)
        .containsExactly(
            "id", "target", "logprobs", "chosen", "chosen_per_token", "chosen_per_byte");
  }

  @Test
  void saysWhatAProblemLacks() throws IOException {
    Path in = files().in();

    assertThat(refusal("{\"id\":\"m\",\"question\":\"q\",\"target\":\"7\"}"))
        .isEqualTo(in + ": problem 'm': must have choices, but has none");
    assertThat(
            refusal("{\"id\":\"i\",\"kind\":\"instructions\",\"question\":\"q\"}", "--mode=target"))
        .isEqualTo(in + ": problem 'i': must have a target, but has none");
    assertThat(refusal(CHOICE, "--few-shots=1"))
        .startsWith("benchmark.few_shot_file must name a file of solved examples, since protocol");
    assertThat(refusal(CHOICE, "--mode=words"))
        .isEqualTo("--mode must be one of letter, text, target, but was 'words'");
    assertThat(refusal(CHOICE, "--protocol=r1"))
        .startsWith("protocol 'r1' is unknown; known protocols: none, r1-paper, ");
  }

  private List<JsonNode> likelihood(String row, String... options) throws IOException {
    return files().write(row).run("likelihood", RowFiles.teacher(), options);
  }

  private String refusal(String row, String... options) throws IOException {
    return files().write(row).refusal("likelihood", RowFiles.teacher(), options);
  }

  private List<Double> sums(String... texts) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String text : texts) {
      rows.add("{\"id\":" + rows.size() + ",\"text\":\"" + text + "\"}");
    }
    List<Double> sums = new ArrayList<>();
    for (JsonNode row : files().write(rows).run("score", RowFiles.teacher())) {
      sums.add(row.get("sum_logprob").asDouble());
    }
    return sums;
  }

  private RowFiles files() {
    return RowFiles.in(folder);
  }
}
