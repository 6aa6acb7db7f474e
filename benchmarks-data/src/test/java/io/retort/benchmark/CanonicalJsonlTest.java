package io.retort.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonlTest {

  @Test
  void readsAQuestionAsOneUserTurn() {
    List<Problem> problems =
        read(
            """
            {"id":"a-1","question":"What is 3 × 4?","target":"12","subject":"arithmetic","level":2}
            """);

    assertThat(problems)
        .containsExactly(
            new Problem(
                "a-1",
                "mine",
                List.of(new Message("user", "What is 3 × 4?")),
                "12",
                "arithmetic",
                2));
  }

  @Test
  void readsMessagesAndLeavesOutWhatIsOptional() {
    List<Problem> problems =
        read(
            """
            {"id":"a-1","target":"4","messages":[{"role":"system","content":"Be brief."},
            """
                    .strip()
                + """
            {"role":"user","content":"2 + 2?"}]}
            """);

    List<Message> messages =
        List.of(new Message("system", "Be brief."), new Message("user", "2 + 2?"));
    assertThat(problems).containsExactly(new Problem("a-1", "mine", messages, "4", "", 0));
  }

  @Test
  void skipsBlankLinesAndAByteOrderMark() {
    List<Problem> problems =
        read("\uFEFF{\"id\":\"a\",\"question\":\"q\",\"target\":\"t\"}\r\n\n \n");

    assertThat(problems).extracting(Problem::id).containsExactly("a");
  }

  @Test
  void readingGivesBackWhatWasWritten() {
    List<Problem> problems =
        List.of(
            new Problem(
                "1", "mine", List.of(new Message("user", "a\n\"b\" ÷ \\")), "\\frac{1}{2}", "s", 5),
            new Problem(
                "2",
                "mine",
                List.of(new Message("system", "s"), new Message("user", "u")),
                "3",
                "",
                0));

    assertThat(CanonicalJsonl.read("mine", "file", CanonicalJsonl.write(problems)))
        .isEqualTo(problems);
  }

  @Test
  void readsChoicesWithTheirTarget() {
    Problem problem =
        read("{\"id\":\"a\",\"question\":\"q\",\"choices\":[\"x\",\"y\"],\"target\":\"B\"}").get(0);

    assertThat(problem.kind()).isEqualTo(ProblemKind.CHOICE);
    assertThat(problem.choices()).containsExactly("x", "y");
    assertThat(problem.target()).isEqualTo("B");
    assertThat(problem.question()).isEqualTo("q");
  }

  @Test
  void instructionsNeedNoTarget() {
    Problem problem =
        read("{\"id\":\"a\",\"kind\":\"instructions\",\"question\":\"q\",\"metadata\":{\"kwargs\":[{\"n\":3}]}}")
            .get(0);

    assertThat(problem.target()).isEmpty();
    assertThat(problem.metadata()).isEqualTo("{\"kwargs\":[{\"n\":3}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "parquet"})
  void readingGivesBackProblemsOfEveryKind(String format, @TempDir Path folder) throws IOException {
    List<Problem> problems = ProblemFixtures.ofEveryKind("mine");
    Path file = folder.resolve("mine." + format);
    if (format.equals("parquet")) {
      CanonicalParquet.write(problems, file);
    } else {
      Files.write(file, CanonicalJsonl.write(problems));
    }

    Benchmark read = Benchmarks.open("canonical", Optional.of(file));

    assertThat(read.problems()).isEqualTo(problems);
    assertThat(read.name()).isEqualTo("mine");
    // as Parquet and as JSONL it is the same benchmark
    assertThat(read.sha256()).isEqualTo(Benchmark.sha256(CanonicalJsonl.write(problems)));
  }

  @Test
  void namesTheRowOfAParquetFileThatIsWrong(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.parquet");
    Problem problem = ProblemFixtures.ofEveryKind("mine").get(0);
    CanonicalParquet.write(List.of(problem, problem), file);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Benchmarks.open("jsonl", Optional.of(file)))
        .withMessage(
            file
                + ": row 2: id must be unique, but '"
                + problem.id()
                + "' is that of "
                + file
                + ": row 1 too");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"question":"q","target":"t"}                         | field 'id' must be there, but the fields are: question, target
          {"id":7,"question":"q","target":"t"}                  | field 'id' must be a string, but was 7; put it in quotes
          {"id":"a","question":null,"target":"t"}               | field 'question' must be a string, but was null
          {"id":"a","question":"q","target":" "}                | field 'target' must hold text, but was ' '
          {"id":"a","question":"q","target":"t","answer":"t"}   | field 'answer' is unknown; known fields: id, kind, context, question, messages, choices, target, alternatives, solution, subject, level, metadata
          {"id":"a","target":"t"}                               | one of the fields 'question' and 'messages' must be there, but neither was
          {"id":"a","question":"q","messages":[],"target":"t"}  | one of the fields 'question' and 'messages' must be there, but both was
          {"id":"a","messages":[],"target":"t"}                 | field 'messages' must be an array of at least one turn, but was []
          {"id":"a","messages":["q"],"target":"t"}              | each of 'messages' must be an object of 'role' and 'content', but one was "q"
          {"id":"a","messages":[{"role":"bot","content":"q"}],"target":"t"}       | field 'role' must be system, user or assistant, but was 'bot'
          {"id":"a","messages":[{"role":"assistant","content":"q"}],"target":"t"} | the last of 'messages' must be the user's, but its role was 'assistant'
          {"id":"a","question":"q","target":"t","subject":1}    | field 'subject' must be a string, but was 1; put it in quotes
          {"id":"a","question":"q","target":"t","level":-1}     | field 'level' must be an integer of at least 0, but was -1
          {"id":"a","question":"q","target":"t","level":1.5}    | field 'level' must be an integer of at least 0, but was 1.5
          {"id":"a","question":"q","target":"t","kind":"maths"} | kind 'maths' is unknown; known kinds: math, choice, reading, instructions, code
          {"id":"a","question":"q","target":"t","kind":"math","choices":["x"]}  | choices must come with the kind choice, but it was math
          {"id":"a","question":"q","target":"C","choices":["x","y"]}            | target must be the letter of one of 2 choices, but was 'C'
          {"id":"a","question":"q","target":"A","choices":"x"}                  | field 'choices' must be an array of strings, but was "x"
          {"id":"a","question":"q","target":"A","choices":[1]}                  | each of 'choices' must be a string, but one was 1
          {"id":"a","question":"q","target":"t","metadata":"x"}                 | field 'metadata' must be an object, but was "x"
          {"id":"a","question":"q","kind":"reading"}            | field 'target' must be there, but the fields are: id, kind, question
          ["a"]                                                 | must be a JSON object, but was ["a"]
          """)
  void namesFileLineAndFieldOfWhatIsWrong(String line, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("{\"id\":\"first\",\"question\":\"q\",\"target\":\"t\"}\n" + line))
        .withMessage("mine.jsonl:2: " + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"id":"a","question"         | Unexpected end-of-input
          {"id":"a","id":"b"}          | Duplicate field 'id'
          {"id":"a"} {"id":"b"}        | Trailing token
          nonsense                     | Unrecognized token 'nonsense'
          """)
  void saysWhereJsonIsBroken(String line, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(line))
        .withMessageStartingWith("mine.jsonl:1: must be one JSON object, but is broken: ")
        .withMessageContaining(fault)
        .withMessageMatching("(?s).* \\(column \\d+\\)");
  }

  @Test
  void namesBothLinesOfARepeatedId() {
    String line = "{\"id\":\"a\",\"question\":\"q\",\"target\":\"t\"}\n";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(line + "\n" + line))
        .withMessage("mine.jsonl:3: id must be unique, but 'a' is that of mine.jsonl:1 too");
  }

  @Test
  void namesTheLineThatIsNotUtf8() {
    byte[] latin1 =
        "{\"id\":\"a\",\"question\":\"q\",\"target\":\"t\"}\n{\"id\":\"é\"}"
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJsonl.read("mine", "mine.jsonl", latin1))
        .withMessage("mine.jsonl:2: must be UTF-8, but has bytes that are not; convert the file");
  }

  @Test
  void reportsAllWrongLinesUpToTwenty() {
    String lines = IntStream.range(0, 23).mapToObj(i -> "[]\n").collect(Collectors.joining());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(lines))
        .withMessageStartingWith(
            "mine.jsonl:1: must be a JSON object, but was []\nmine.jsonl:2: must be")
        .withMessageEndingWith(
            "mine.jsonl:20: must be a JSON object, but was []\nmine.jsonl: and 3 more");
  }

  @Test
  void anEmptyFileIsNoBenchmark() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("\n \n"))
        .withMessage("mine.jsonl: must hold at least one problem, but has none");
  }

  private static List<Problem> read(String lines) {
    return CanonicalJsonl.read("mine", "mine.jsonl", lines.getBytes(StandardCharsets.UTF_8));
  }
}
