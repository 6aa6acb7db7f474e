package io.retort.benchmark.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemFixtures;
import io.retort.benchmark.ProblemKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of the projects that the presets name, byte for byte. */
class PresetsTest {

  private static final String QUESTION = "Find $x$ in $\\{1\\}$, given {question}.";

  @Test
  void noneAsksProblemsAsTheyAre() {
    Benchmark steps = Benchmarks.open("steps", Optional.empty());

    assertThat(Presets.of("default", steps).name()).isEqualTo("none");
    assertThat(Presets.named("none").ask(steps)).isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r1-paper         | math500 | QUESTION\\nPlease reason step by step, and put your final answer within \\boxed{}.
          simple-evals     | math500 | Solve the following math problem step by step. The last line of your response should be of the form Answer: $ANSWER (without quotes) where $ANSWER is the answer to the problem.\\n\\nQUESTION\\n\\nRemember to put your answer on its own line after "Answer:", and you do not need to use a \\boxed command.
          nemo-boxed       | math500 | Solve the following math problem. Make sure to put the answer (and only answer) inside \\boxed{}.\\n\\nQUESTION
          lighteval-compat | math500 | Solve the following problem. The final line of your response MUST be of the following format:\\n"ANSWER: $ANSWER" (without quotes) where $ANSWER is the final answer. Think step by step before answering.\\n\\nQUESTION
          lighteval-compat | aime24  | \\nSolve the following math problem efficiently and clearly.  The last line of your response should be of the following format: 'Therefore, the final answer is: $\\boxed{ANSWER}$. I hope it is correct' (without quotes) where ANSWER is just the final number or expression that solves the problem. Think step by step before answering.\\n\\nQUESTION\\n
          lm-eval-compat   | math500 | Problem: QUESTION\\nAnswer:
          lm-eval-compat   | aime24  | Question: QUESTION\\nAnswer:
          lm-eval-compat   | gsm8k   | Question: QUESTION\\nAnswer:
          """)
  void asksMathematicsByTheProjectsOwnText(String preset, String benchmark, String text) {
    Problem problem = asked(preset, problem(benchmark, ProblemKind.MATH, List.of(), "1"));

    assertThat(problem.messages())
        .containsExactly(new Message("user", text(text).replace("QUESTION", QUESTION)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none             | mmlu     | QUESTION\\nA) one\\nB) two\\nC) three
          r1-paper         | mmlu     | Answer the following multiple choice question. The last line of your response should be of the following format: 'Answer: $LETTER' (without quotes) where LETTER is one of ABC. Think step by step before answering.\\n\\nQUESTION\\n\\nA) one\\nB) two\\nC) three
          simple-evals     | mmlu     | Answer the following multiple choice question. The last line of your response should be of the following format: 'Answer: $LETTER' (without quotes) where LETTER is one of ABC. Think step by step before answering.\\n\\nQUESTION\\n\\nA) one\\nB) two\\nC) three
          lighteval-compat | mmlu     | Answer the following multiple choice question. The last line of your response should be of the following format: 'Answer: $LETTER' (without quotes) where LETTER is one of ABC. Think step by step before answering.\\n\\nQUESTION\\n\\nA) one\\nB) two\\nC) three
          nemo-boxed       | mmlu     | Answer the following multiple choice question. The last line of your response should be in the following format: 'Answer: A/B/C' (e.g. 'Answer: A').\\n\\nQUESTION\\n\\nA) one\\nB) two\\nC) three
          lm-eval-likelihood | aqua   | QUESTION\\nA. one\\nB. two\\nC. three\\nAnswer:
          lm-eval-likelihood | mmlu   | The following are multiple choice questions (with answers) about .\\n\\nQUESTION\\nA. one\\nB. two\\nC. three\\nAnswer:
          lm-eval-compat   | mmlu     | QUESTION\\nA. one\\nB. two\\nC. three\\nAnswer:
          lm-eval-compat   | mmlu_pro | Question:\\nQUESTION\\nOptions:\\nA. one\\nB. two\\nC. three\\nAnswer: Let's think step by step.
          """)
  void asksMultipleChoiceByTheProjectsOwnText(String preset, String benchmark, String text) {
    List<String> choices = List.of("one", "two", "three");

    Problem problem = asked(preset, problem(benchmark, ProblemKind.CHOICE, choices, "B"));

    assertThat(problem.question()).isEqualTo(text(text).replace("QUESTION", QUESTION));
    assertThat(problem.choices()).isEqualTo(choices);
    assertThat(problem.target()).isEqualTo("B");
  }

  @Test
  void gsm8kIsAskedAsInThePaperUnlessToldOtherwise() {
    Benchmark gsm8k =
        new Benchmark(
            "gsm8k",
            "1",
            List.of(problem("gsm8k", ProblemKind.MATH, List.of(), "1")),
            "",
            "r1-paper");

    assertThat(Presets.of("default", gsm8k).name()).isEqualTo("r1-paper");
    assertThat(Presets.of("none", gsm8k).ask(gsm8k).problems()).isEqualTo(gsm8k.problems());
    assertThat(Presets.of("none", gsm8k).ask(gsm8k).protocol()).isEqualTo("none");
  }

  @Test
  void fourOptionsAreAskedForAsSimpleEvalsDoes() {
    Problem problem =
        asked("simple-evals", problem("mmlu", ProblemKind.CHOICE, List.of("", "", "", ""), "D"));

    assertThat(problem.question()).contains("where LETTER is one of ABCD.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none           | P.\\n\\nQ?
          lm-eval-compat | P. Q?
          simple-evals   | You will be asked to read a passage and answer a question.\\n\\n# Your Task\\n\\n---\\nPassage: P.\\nQuestion: Q?\\nAnswer:\\n\\nThink step by step, then write a line of the form "Answer: $ANSWER" at the end of your response.
          """)
  void readingPutsThePassageFirst(String preset, String text) {
    Problem problem =
        new Problem(
            "1",
            "drop",
            ProblemKind.READING,
            "P.",
            List.of(new Message("user", "Q?")),
            List.of(),
            "1",
            List.of(),
            "",
            0,
            "{}");

    assertThat(asked(preset, problem).question()).isEqualTo(text(text));
  }

  @Test
  void aContextWithoutAPlaceStandsBeforeTheQuestion() {
    Problem problem = ProblemFixtures.ofEveryKind("mine").get(0);

    assertThat(asked("nemo-boxed", problem).question())
        .endsWith("\n\nIn this problem $i^2 = -1$.\nFind $i^3$.");
  }

  @Test
  void turnsBeforeTheQuestionStay() {
    Problem problem = ProblemFixtures.ofEveryKind("mine").get(2);

    assertThat(asked("lm-eval-compat", problem).messages())
        .containsExactly(
            new Message("system", "Be brief."),
            new Message("user", "The Chiefs won 3 of 4 games. How many games?"));
  }

  @Test
  void refusesAKindThatItHasNoPromptFor() {
    Problem code = ProblemFixtures.ofEveryKind("mine").get(4);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> asked("r1-paper", code))
        .withMessage(
            "protocol 'r1-paper' must have a prompt for benchmark 'mine' or the kind 'code', but has"
                + " prompts for: choice, instructions, math, reading");
  }

  @Test
  void namesTheKnownProtocols() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Presets.named("r1"))
        .withMessage(
            "protocol 'r1' is unknown; known protocols: none, r1-paper, lm-eval-compat,"
                + " lm-eval-cot, lm-eval-likelihood, lighteval-compat, simple-evals, nemo-boxed");
  }

  @Test
  void everyPresetNamesItsSourceAndAGraderForEachKindThatHasAnAnswer() {
    for (String name : Presets.NAMES) {
      Preset preset = Presets.named(name);

      assertThat(preset.source()).isNotBlank();
      assertThat(preset.grader(ProblemKind.CHOICE)).contains("choice");
      if (preset.isScored()) {
        assertThat(preset.prompts()).containsOnlyKeys("choice", "mmlu");
        continue;
      }
      assertThat(preset.grader(ProblemKind.MATH)).isPresent();
      assertThat(preset.grader(ProblemKind.INSTRUCTIONS)).contains("ifeval");
      assertThat(preset.grader(ProblemKind.CODE)).isEmpty();
    }
    assertThat(Presets.named("r1-paper").grader(ProblemKind.MATH)).contains("math:r1");
  }

  @Test
  void recommendsThePapersSettings() {
    Preset paper = Presets.named("r1-paper");

    Map<String, Object> common =
        Map.of(
            "sampling.temperature", 0.6,
            "sampling.top_p", 0.95,
            "sampling.max_new_tokens", 32_768);
    assertThat(paper.settings("mmlu")).containsExactlyInAnyOrderEntriesOf(common);
    assertThat(paper.settings("aime24"))
        .containsAllEntriesOf(common)
        .containsEntry("sampling.rollouts", 64);
    assertThat(Presets.named("none").settings("aime24")).isEmpty();
  }

  @Test
  void recommendsWhatTheHarnessDoes() {
    Preset harness = Presets.named("lm-eval-compat");

    assertThat(harness.settings("gsm8k"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "benchmark.few_shots",
                5,
                "sampling.temperature",
                0.0,
                "sampling.rollouts",
                1,
                "sampling.stop",
                List.of("Question:", "</s>", "<|im_end|>")));
    assertThat(harness.settings("aime25")).isEqualTo(harness.settings("aime24"));
    assertThat(Presets.named("lm-eval-cot").settings("gsm8k"))
        .containsEntry("benchmark.few_shots", 8)
        .containsEntry("sampling.stop", List.of("Q:", "</s>", "<|im_end|>"));
    assertThat(Presets.named("lm-eval-cot").settings("math500"))
        .containsEntry("benchmark.few_shots", 4)
        .containsEntry("sampling.stop", List.of("Problem:"));
  }

  @Test
  void aPresetCanBeToldBeforeTheBenchmarkIsOpen() {
    assertThat(Presets.ofName("default", "gsm8k").name()).isEqualTo("r1-paper");
    assertThat(Presets.ofName("default", "steps").name()).isEqualTo("none");
    assertThat(Presets.ofName("simple-evals", "gsm8k").name()).isEqualTo("simple-evals");
  }

  /** Runs made before solved examples could be shown stay comparable with those without any. */
  @Test
  void thePromptsWithoutExamplesKeepTheirHashes() {
    assertThat(Presets.named("none").sha256())
        .isEqualTo("98b87e03b55f251ca539a2023b85c81202317329e35cb24f52cd0e769018d664");
    assertThat(Presets.named("r1-paper").sha256())
        .isEqualTo("e2d7ad0d047c1b3ec15c9ff66e6c8d711756c62f8481a5613424ff066be51989");
    assertThat(Presets.named("lm-eval-compat").sha256())
        .isEqualTo("8daff2a89b85eedfc2bf250106a61b77e106138ce92322dc37d59401409012b4");
    assertThat(Presets.named("lighteval-compat").sha256())
        .isEqualTo("bd95d1b3d861e931bc292529f2588c0a13477b460e6f36b8264ba0e1e697e3de");
    assertThat(Presets.named("simple-evals").sha256())
        .isEqualTo("9a76e4dbafb913409aa0be6a1b22c2bd9c0e8474111dca8f6236fef3ce98e8c8");
    assertThat(Presets.named("nemo-boxed").sha256())
        .isEqualTo("ab51378e626d01ec3361d78b936bf71e8fd25747d9be696b47453ab60f897ce5");
  }

  @Test
  void theHashTellsPresetsApartAndStays() {
    Set<String> hashes = new HashSet<>();
    Presets.NAMES.forEach(name -> hashes.add(Presets.named(name).sha256()));

    assertThat(hashes).hasSize(Presets.NAMES.size());
    assertThat(Presets.named("r1-paper").sha256()).isEqualTo(Presets.named("r1-paper").sha256());
  }

  private static Problem problem(
      String benchmark, ProblemKind kind, List<String> choices, String target) {
    List<Message> messages = List.of(new Message("user", QUESTION));
    return new Problem("1", benchmark, kind, "", messages, choices, target, List.of(), "", 0, "{}");
  }

  private static Problem asked(String preset, Problem problem) {
    Benchmark benchmark =
        new Benchmark(problem.benchmark(), "1", List.of(problem), "", Benchmark.AS_IT_IS);
    return Presets.named(preset).ask(benchmark).problems().get(0);
  }

  /** {@code \n} in a table is a line break. */
  private static String text(String cell) {
    return cell.replace("\\n", "\n");
  }
}
