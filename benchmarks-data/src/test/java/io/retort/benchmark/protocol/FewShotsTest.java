package io.retort.benchmark.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.benchmark.Shots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts with solved examples, byte for byte as the harnesses print them. */
class FewShotsTest {

  @TempDir private Path folder;
  private Path sums;
  private Path choices;
  private Path passages;

  @BeforeEach
  void write() throws IOException {
    sums =
        file(
            "sums",
            "{'id':'1','question':'1+1?','target':'2','solution':'It is 2.\\n#### 2'}",
            "{'id':'2','question':'2+2?','target':'4','solution':'It is 4.\\n#### 4'}",
            "{'id':'3','question':'3+3?','target':'6','solution':'It is 6.\\n#### 6'}");
    choices =
        file(
            "choices",
            "{'id':'1','question':'Law?','choices':['a','b'],'target':'A','subject':'us_law'}",
            "{'id':'2','question':'Sum?','choices':['c','d'],'target':'B','subject':'sums',"
                + "'solution':'It is d. The answer is (B).'}",
            "{'id':'3','question':'More?','choices':['e','f'],'target':'B','subject':'us_law'}");
    passages =
        file(
            "passages",
            "{'id':'1','kind':'reading','context':'They won.','question':'Who?','target':'They'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lm-eval-compat | gsm8k   | Question: 1+1?\\nAnswer: It is 2.\\n#### 2\\n\\nQuestion: 2+2?\\nAnswer: It is 4.\\n#### 4\\n\\nQuestion: 9+9?\\nAnswer:
          lm-eval-compat | math500 | Problem: 1+1?\\nAnswer: It is 2.\\n#### 2\\n\\nProblem: 2+2?\\nAnswer: It is 4.\\n#### 4\\n\\nProblem: 9+9?\\nAnswer:
          lm-eval-cot    | gsm8k   | Q: 1+1?\\nA: It is 2.\\n#### 2\\n\\nQ: 2+2?\\nA: It is 4.\\n#### 4\\n\\nQ: 9+9?\\nA:
          lm-eval-cot    | math500 | Problem:\\n1+1?\\n\\nSolution: It is 2.\\n#### 2\\n\\nProblem:\\n2+2?\\n\\nSolution: It is 4.\\n#### 4\\n\\nProblem:\\n9+9?\\n\\nSolution:
          nemo-boxed     | math500 | Solve the following math problem. Make sure to put the answer (and only answer) inside \\boxed{}.\\n\\nHere are some examples of problems and solutions you can refer to.\\n\\nProblem:\\n1+1?\\n\\nSolution:\\nIt is 2.\\n#### 2\\n\\n\\n\\n\\n\\nProblem:\\n2+2?\\n\\nSolution:\\nIt is 4.\\n#### 4\\n\\n\\n\\n\\n\\nHere is the problem you need to solve:\\n9+9?
          """)
  void mathematicsIsOneText(String preset, String benchmark, String text) {
    Benchmark asked = ask(preset, sum(benchmark, "9+9?"), 2, sums);

    assertThat(asked.problems().get(0).messages())
        .containsExactly(new Message("user", text.replace("\\n", "\n")));
    assertThat(asked.problems().get(0).target()).isEqualTo("18");
  }

  @Test
  void mmluShowsExamplesOfTheSubjectAfterItsDescription() {
    Benchmark asked = ask("lm-eval-compat", choice("mmlu", "us_law"), 2, choices);

    assertThat(asked.problems().get(0).question())
        .isEqualTo(
            """
            The following are multiple choice questions (with answers) about us law.

            Law?
            A. a
            B. b
            Answer: A

            More?
            A. e
            B. f
            Answer: B

            Which?
            A. x
            B. y
            Answer:""");
  }

  @Test
  void mmluProShowsSolutions() {
    Benchmark asked = ask("lm-eval-compat", choice("mmlu_pro", "sums"), 1, choices);

    assertThat(asked.problems().get(0).question())
        .isEqualTo(
            "The following are multiple choice questions (with answers) about sums. Think step by"
                + " step and then finish your answer with \"the answer is (X)\" where X is the"
                + " correct letter choice.\n"
                + "Question:\nSum?\nOptions:\nA. c\nB. d\n"
                + "Answer: Let's think step by step. It is d. The answer is (B).\n\n"
                + "Question:\nWhich?\nOptions:\nA. x\nB. y\nAnswer: Let's think step by step.");
  }

  @Test
  void lightevalShowsTurnsOfAConversation() {
    assertThat(ask("lighteval-compat", choice("mmlu", "us_law"), 2, choices).problems().get(0))
        .extracting(Problem::messages)
        .isEqualTo(
            List.of(
                new Message(
                    "user",
                    "The following are multiple choice questions (with answers) about us law.\n\n"
                        + "Question: Law?\nA. a\nB. b\nAnswer:"),
                new Message("assistant", " A"),
                new Message("user", "Question: More?\nA. e\nB. f\nAnswer:"),
                new Message("assistant", " B"),
                new Message("user", "Question: Which?\nA. x\nB. y\nAnswer:")));
    assertThat(ask("lighteval-compat", sum("gsm8k", "9+9?"), 1, sums).problems().get(0).messages())
        .containsExactly(
            new Message("user", "Question: 1+1?\nAnswer:"),
            new Message("assistant", " It is 2.\n#### 2"),
            new Message("user", "Question: 9+9?\nAnswer:"));
  }

  @ParameterizedTest
  @CsvSource({"simple-evals", "r1-paper"})
  void dropShowsPassages(String preset) {
    Problem problem =
        new Problem(
            "9",
            "drop",
            ProblemKind.READING,
            "It rained.",
            List.of(new Message("user", "What?")),
            List.of(),
            "rain",
            List.of(),
            "",
            0,
            "{}");

    assertThat(ask(preset, problem, 1, passages).problems().get(0).question())
        .isEqualTo(
            "You will be asked to read a passage and answer a question. Some examples of passages"
                + " and Q&A are provided below.\n\n# Examples\n---\nPassage: They won.\nQuestion:"
                + " Who?\nAnswer: They\n\n# Your Task\n\n---\nPassage: It rained.\nQuestion:"
                + " What?\nAnswer: \n\nThink step by step, then write a line of the form \"Answer:"
                + " $ANSWER\" at the end of your response.\n                    ");
  }

  @Test
  void anExampleThatIsTheQuestionIsPassedOver() {
    assertThat(ask("lm-eval-compat", sum("gsm8k", "1+1?"), 2, sums).problems().get(0).question())
        .startsWith("Question: 2+2?")
        .contains("Question: 3+3?")
        .endsWith("Question: 1+1?\nAnswer:");
  }

  @Test
  void turnsBeforeTheQuestionStayBeforeTheExamples() {
    List<Message> messages =
        List.of(new Message("system", "Be brief."), new Message("user", "9+9?"));

    assertThat(
            ask("lm-eval-compat", sum("gsm8k", "9+9?").withMessages(messages), 1, sums)
                .problems()
                .get(0)
                .messages())
        .first()
        .isEqualTo(new Message("system", "Be brief."));
  }

  @Test
  void countFileAndFormDecideTheHash() throws IOException {
    Problem problem = sum("gsm8k", "9+9?");
    Shots shots = ask("lm-eval-compat", problem, 2, sums).shots();
    Path same = Files.copy(sums, folder.resolve("same.jsonl"));

    assertThat(shots.count()).isEqualTo(2);
    assertThat(ask("lm-eval-compat", problem, 2, same).shots()).isEqualTo(shots);
    assertThat(ask("lm-eval-compat", problem, 1, sums).shots().sha256())
        .isNotEqualTo(shots.sha256());
    assertThat(ask("lm-eval-cot", problem, 2, sums).shots().sha256()).isNotEqualTo(shots.sha256());
    Files.writeString(same, Files.readString(sums).replace("3+3", "3+4"));
    assertThat(ask("lm-eval-compat", problem, 2, same).shots().sha256())
        .isNotEqualTo(shots.sha256());
    assertThat(ask("lm-eval-compat", problem, 0, null).shots()).isEqualTo(Shots.NONE);
  }

  @Test
  void aMissingFileIsAskedForWithWhatTheHarnessTakes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask("lm-eval-cot", sum("gsm8k", "9+9?"), 8, null))
        .withMessage(
            "benchmark.few_shot_file must name a file of solved examples, since protocol"
                + " 'lm-eval-cot' asks 'gsm8k' after 8 (the eight of Wei et al. 2022, table 20), but"
                + " none was given; benchmark.few_shots=0 asks without");
  }

  @Test
  void whatCannotBeShownIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask("lm-eval-compat", sum("gsm8k", "9+9?"), 4, sums))
        .withMessage(
            "benchmark.few_shot_file must hold at least 4 examples beside the question of problem"
                + " '9', but 'sums' holds 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask("lm-eval-compat", choice("mmlu", "sums"), 2, choices))
        .withMessage(
            "benchmark.few_shot_file must hold at least 2 examples of subject 'sums' beside the"
                + " question of problem '9', but 'choices' holds 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask("lm-eval-compat", choice("mmlu_pro", "us_law"), 1, choices))
        .withMessage(
            "example '1' of benchmark.few_shot_file must have a worked solution, but has none;"
                + " retort import --solutions keeps those of a published file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask("none", sum("gsm8k", "9+9?"), 2, sums))
        .withMessage(
            "protocol 'none' must have a form for solved examples of benchmark 'gsm8k' or the kind"
                + " 'math' to show 2, but has forms for: nothing; benchmark.few_shots must be 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask("lm-eval-compat", sum("gsm8k", "9+9?"), 0, sums))
        .withMessage(
            "benchmark.few_shots must be at least 1 where benchmark.few_shot_file is given, but was"
                + " 0 with "
                + sums);
  }

  private Path file(String name, String... rows) throws IOException {
    String text = String.join("\n", rows).replace('\'', '"');
    return Files.writeString(folder.resolve(name + ".jsonl"), text + "\n");
  }

  private static Problem sum(String benchmark, String question) {
    return new Problem("9", benchmark, List.of(new Message("user", question)), "18", "", 0);
  }

  private static Problem choice(String benchmark, String subject) {
    return new Problem(
        "9",
        benchmark,
        ProblemKind.CHOICE,
        "",
        List.of(new Message("user", "Which?")),
        List.of("x", "y"),
        "B",
        List.of(),
        subject,
        0,
        "{}");
  }

  private static Benchmark ask(String preset, Problem problem, int count, @Nullable Path file) {
    Benchmark plain =
        new Benchmark(problem.benchmark(), "1", List.of(problem), "", Benchmark.AS_IT_IS);
    return Presets.named(preset).ask(plain, count, Optional.ofNullable(file));
  }
}
