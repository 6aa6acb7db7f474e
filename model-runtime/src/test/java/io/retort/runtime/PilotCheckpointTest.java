package io.retort.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.runtime.program.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A trained checkpoint of 4.9 M parameters with measured scores: the whole way from text to text.
 */
@Tag("slow")
class PilotCheckpointTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("retort.root", "..")).resolve("../shared/models/pilot");
  private static Engine engine;

  @BeforeAll
  static void load() {
    assumeTrue(Files.exists(FOLDER), "no trained checkpoint at " + FOLDER);
    engine = Engines.load(FOLDER, new EngineOptions("float32", 64, 2));
  }

  @AfterAll
  static void close() {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void promptsAndGreedyTextsEqualTheReference() throws IOException {
    List<GenerationRequest> requests = new ArrayList<>();
    Map<String, JsonNode> golden = new HashMap<>();
    for (JsonNode sequence :
        new ObjectMapper().readTree(FOLDER.resolve("golden.json").toFile()).path("sequences")) {
      String id = "golden-" + golden.size();
      List<Integer> prompt = prompt(sequence.path("question").asText());
      assertThat(prompt).isEqualTo(integers(sequence.path("prompt_ids")));
      requests.add(new GenerationRequest(id, 0, prompt, SamplingParams.greedy(240)));
      golden.put(id, sequence);
    }

    engine.generate(
        requests,
        completion -> {
          JsonNode expected = golden.getOrDefault(completion.problemId(), absent());
          assertThat(completion.tokens()).isEqualTo(integers(expected.path("greedy_ids")));
          assertThat(completion.text() + "<｜end▁of▁sentence｜>")
              .isEqualTo(expected.path("greedy_text").asText());
        });
  }

  /** Measured elsewhere: pass@1 0.797 over 8 rollouts; a correct sampler lands within 0.015. */
  @Test
  void passAtOneEqualsTheMeasuredScore() throws IOException {
    assertThat(passAtOne("float32", engine)).isCloseTo(0.797, within(0.015));
  }

  @Test
  void weightsInEightBitsKeepTheScore() throws IOException {
    try (Engine rounded =
        Engines.load(FOLDER, new EngineOptions("bfloat16", 64, 2, Weights.INT8))) {
      assertThat(passAtOne("8 bits", rounded)).isCloseTo(0.797, within(0.015));
    }
  }

  private static double passAtOne(String form, Engine engine) throws IOException {
    List<GenerationRequest> requests = new ArrayList<>();
    Map<String, String> answers = new HashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("problems.jsonl"))) {
      JsonNode problem = new ObjectMapper().readTree(line);
      String id = problem.path("id").asText();
      answers.put(id, problem.path("answer").asText());
      for (int rollout = 0; rollout < 8; rollout++) {
        requests.add(
            new GenerationRequest(
                id,
                rollout,
                prompt(problem.path("question").asText()),
                new SamplingParams(0.6, 0.95, 240, 20260101)));
      }
    }
    int[] right = new int[1];

    engine.generate(
        requests,
        completion ->
            right[0] +=
                answer(completion.text()).equals(answers.get(completion.problemId())) ? 1 : 0);

    double passAtOne = right[0] / (double) requests.size();
    System.out.printf("pass@1 %.4f in %s%n", passAtOne, form);
    return passAtOne;
  }

  /** The content of the last box after the reasoning. */
  private static String answer(String text) {
    String spoken = text.substring(text.lastIndexOf("</think>") + 1);
    int box = text.contains("</think>") ? spoken.lastIndexOf("\\boxed{") : -1;
    if (box < 0) {
      return "";
    }
    int depth = 1;
    int start = box + "\\boxed{".length();
    for (int i = start; i < spoken.length(); i++) {
      depth += spoken.charAt(i) == '{' ? 1 : spoken.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return spoken.substring(start, i);
      }
    }
    return "";
  }

  private static List<Integer> prompt(String question) {
    return engine.prompt(List.of(new ChatMessage("user", question)));
  }

  private static JsonNode absent() {
    return new ObjectMapper().createObjectNode();
  }

  private static List<Integer> integers(JsonNode array) {
    List<Integer> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asInt()));
    return values;
  }
}
