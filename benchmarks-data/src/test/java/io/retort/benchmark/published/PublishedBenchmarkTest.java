package io.retort.benchmark.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.benchmark.rows.LocalParquet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files of the published forms, written here. */
class PublishedBenchmarkTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          math500       | {"problem":"q","answer":"\\\\frac{1}{2}","unique_id":"test/a/1.json","level":2}      | test/a/1.json | \\frac{1}{2} | 2
          MATH-500      | {"problem":"q","answer":"1","unique_id":"u"}                                       | u             | 1            | 0
          math          | {"problem":"q","solution":"so \\\\boxed{1} or \\\\boxed{x^{2}}.","level":"Level 3"}   | math-0001     | x^{2}        | 3
          math          | {"problem":"q","solution":"is $\\\\boxed 5$.","level":"Level ?"}                     | math-0001     | 5            | 0
          math          | {"problem":"q","solution":"\\\\fbox{\\\\{1, 2\\\\}}"}                                  | math-0001     | \\{1, 2\\}   | 0
          aime2024      | {"ID":"2024-I-4","Problem":"q","Answer":116}                                       | 2024-I-4      | 116          | 0
          aime25        | {"id":3,"problem":"q","answer":"070"}                                              | 3             | 070          | 0
          amc           | {"id":0,"problem":"q","answer":27.0}                                               | 0             | 27           | 0
          gsm8k         | {"question":"q","answer":"2+2=4\\n#### 1,004"}                                      | gsm8k-0001    | 1004         | 0
          olympiadbench | {"id":1606,"question":"q","final_answer":["2","-2"],"subfield":"Algebra"}          | 1606          | 2, -2        | 0
          omni-math     | {"problem":"q","answer":"64","difficulty":4.5}                                     | omni_math-0001 | 64          | 4
          """)
  void readsMathematicsInEveryPublishedForm(
      String name, String row, String id, String target, int level) throws IOException {
    Problem problem = only(name, "file.jsonl", row);

    assertThat(problem.id()).isEqualTo(id);
    assertThat(problem.question()).isEqualTo("q");
    assertThat(problem.target()).isEqualTo(target);
    assertThat(problem.level()).isEqualTo(level);
    assertThat(problem.kind()).isEqualTo(ProblemKind.MATH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          mmlu     | a_b_test.csv | "q",x,y,"z, w",v,C                                                       | a_b  | C | x;y;z, w;v
          mmlu     | f.jsonl      | {"question":"q","choices":["x","y"],"answer":1,"subject":"a_b"}          | a_b  | B | x;y
          mmlu_pro | f.json       | [{"question_id":70,"question":"q","options":["x","y","z"],"answer":"C","answer_index":2,"category":"law"}] | law | C | x;y;z
          aqua     | f.jsonl      | {"question":"q","options":["A)5(√3 + 1)","B) 2","C)none"],"correct":"B"} | ''   | B | 5(√3 + 1);2;none
          """)
  void readsMultipleChoiceInEveryPublishedForm(
      String name, String file, String row, String subject, String target, String choices)
      throws IOException {
    Problem problem = only(name, file, row);

    assertThat(problem.kind()).isEqualTo(ProblemKind.CHOICE);
    assertThat(problem.subject()).isEqualTo(subject.replace("'", ""));
    assertThat(problem.target()).isEqualTo(target);
    assertThat(problem.choices()).containsExactly(choices.split(";"));
  }

  @Test
  void readsMmluProAsParquet() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message row {
              optional int64 question_id;
              optional binary question (STRING);
              optional group options (LIST) {
                repeated group list { optional binary element (STRING); }
              }
              optional binary answer (STRING);
              optional int64 answer_index;
              optional binary cot_content (STRING);
              optional binary category (STRING);
              optional binary src (STRING);
            }
            """);
    Path file = folder.resolve("test-00000-of-00001.parquet");
    try (ParquetWriter<Group> writer = LocalParquet.writer(file, schema)) {
      Group row = new SimpleGroup(schema).append("question_id", 70L).append("question", "q");
      Group options = row.addGroup("options");
      List.of("x", "y").forEach(text -> options.addGroup("list").append("element", text));
      row.append("answer", "B").append("answer_index", 1L).append("cot_content", "");
      writer.write(row.append("category", "business").append("src", "ori_mmlu"));
    }

    Problem problem = read("mmlu_pro", file.toString(), 1).problems().get(0);

    assertThat(problem.id()).isEqualTo("70");
    assertThat(problem.choices()).containsExactly("x", "y");
    assertThat(problem.target()).isEqualTo("B");
    assertThat(problem.subject()).isEqualTo("business");
    assertThat(problem.metadata()).isEqualTo("{\"src\":\"ori_mmlu\"}");
  }

  @Test
  void readsDropsPassagesWithTheirAnswers() throws IOException {
    Path file = folder.resolve("drop.json");
    Files.writeString(
        file,
        """
        {"nfl_1": {"passage": "P.", "wiki_url": "w", "qa_pairs": [
          {"question": "q1", "query_id": "a", "answer": {"number": "3", "spans": [], "date": {}},
           "validated_answers": [{"number": "4"}, {"number": "3"}]},
          {"question": "q2", "query_id": "b",
           "answer": {"number": "", "spans": ["x", "y"], "date": {"day": "", "year": ""}}},
          {"question": "q3", "query_id": "c",
           "answer": {"number": "", "spans": [], "date": {"day": "", "month": "May", "year": "1900"}}}
        ]}}
        """);

    List<Problem> problems = read("drop", file.toString(), 3).problems();

    assertThat(problems).extracting(Problem::id).containsExactly("a", "b", "c");
    assertThat(problems).extracting(Problem::context).containsOnly("P.");
    assertThat(problems).extracting(Problem::question).containsExactly("q1", "q2", "q3");
    assertThat(problems).extracting(Problem::target).containsExactly("3", "x, y", "May 1900");
    assertThat(problems.get(0).alternatives()).containsExactly("4");
    assertThat(problems.get(1).metadata())
        .isEqualTo(
            "{\"passage_id\":\"nfl_1\",\"answer\":{\"number\":\"\",\"spans\":[\"x\",\"y\"],"
                + "\"date\":{\"day\":\"\",\"year\":\"\"}}}");
  }

  @Test
  void leavesOutTheNullsOfIfevalsArguments() throws IOException {
    Problem problem =
        only(
            "ifeval",
            "f.jsonl",
            "{\"key\":1000,\"prompt\":\"q\",\"instruction_id_list\":[\"a:b\"],"
                + "\"kwargs\":[{\"num_words\":300,\"relation\":null}]}");

    assertThat(problem.target()).isEmpty();
    assertThat(problem.metadata())
        .isEqualTo("{\"instructions\":[\"a:b\"],\"kwargs\":[{\"num_words\":300}]}");
  }

  @Test
  void severalRightAnswersAreAlternatives() throws IOException {
    Problem problem =
        only("math", "f.json", "[{\"index\":1,\"question\":\"q\",\"answer\":[\"3\",\"-3\"]}]");

    assertThat(problem.target()).isEqualTo("3");
    assertThat(problem.alternatives()).containsExactly("-3");
  }

  @Test
  void aFolderIsReadFileByFile() throws IOException {
    write("test/b_test.csv", "q2,1,2,3,4,D\n".repeat(1));
    write("test/a_test.csv", "q1,1,2,3,4,A\n");
    write("test/README.txt", "not a benchmark");

    PublishedBenchmark benchmark = read("mmlu", folder.resolve("test").toString(), 2);

    assertThat(benchmark.problems())
        .extracting(Problem::id)
        .containsExactly("mmlu-0001", "mmlu-0002");
    assertThat(benchmark.problems()).extracting(Problem::subject).containsExactly("a", "b");
    assertThat(benchmark.files()).containsExactly("a_test.csv", "b_test.csv");
    // sha256sum a_test.csv b_test.csv | sha256sum
    String lines =
        Benchmark.sha256("q1,1,2,3,4,A\n".getBytes(StandardCharsets.UTF_8))
            + "  a_test.csv\n"
            + Benchmark.sha256("q2,1,2,3,4,D\n".getBytes(StandardCharsets.UTF_8))
            + "  b_test.csv\n";
    assertThat(benchmark.sha256())
        .isEqualTo(Benchmark.sha256(lines.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aUrlIsRead() throws IOException {
    byte[] body = "{\"question\":\"q\",\"answer\":\"#### 7\"}\n".getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/data/test.jsonl",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      PublishedBenchmark benchmark = read("gsm8k", base + "/data/test.jsonl?download=true", 1);

      assertThat(benchmark.problems()).extracting(Problem::target).containsExactly("7");
      assertThat(benchmark.files()).containsExactly("test.jsonl");
      assertThat(benchmark.sha256()).isEqualTo(Benchmark.sha256(body));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read("gsm8k", base + "/none.jsonl", 1))
          .withMessage(base + "/none.jsonl must give the file, but its server answered 404");
    } finally {
      server.stop(0);
    }
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> read("gsm8k", base + "/data/test.jsonl", 1))
        .withMessageStartingWith(base + "/data/test.jsonl must be reachable, but: ");
  }

  @Test
  void anotherCountThanTheKnownIsAnError() throws IOException {
    Path file = write("gsm8k.jsonl", "{\"question\":\"q\",\"answer\":\"#### 7\"}\n");
    Path csv = write("anatomy_test.csv", "q,1,2,3,4,A\n");
    Path other = write("mine.csv", "q,1,2,3,4,A\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> known("gsm8k", file))
        .withMessage(
            file
                + ": must hold 1319 (test split) or 7473 (train split) problems, but holds 1; if that is meant,"
                + " say how many with --expect");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> known("mmlu", csv))
        .withMessage(
            csv
                + ": must hold 135 problems, but holds 1; if that is meant, say how many with"
                + " --expect");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> known("mmlu", other))
        .withMessage(
            other
                + ": must hold one of the 61 known counts of problems, but holds 1; if that is"
                + " meant, say how many with --expect");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("gsm8k", file.toString(), 2))
        .withMessage(
            file
                + ": must hold 2 problems, but holds 1; if that is meant, say how many with"
                + " --expect");
  }

  @Test
  void everyFileOfAFolderIsCounted() throws IOException {
    write("mmlu/anatomy_test.csv", "q,1,2,3,4,A\n");
    write("mmlu/virology_test.csv", "q,1,2,3,4,A\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> known("mmlu", folder.resolve("mmlu")))
        .withMessageContainingAll(
            "anatomy_test.csv: must hold 135 problems, but holds 1",
            "virology_test.csv: must hold 166 problems, but holds 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          math500  | {"text":"q"}                                       | the answer must be in the field answer or solution, but the fields are: text
          math500  | {"answer":"1","text":"q"}                          | the question must be in the field problem, but the fields are: answer, text
          math500  | {"answer":"1","problem":" "}                       | the question must hold text, but is empty
          math500  | {"answer":"","problem":"q"}                        | the answer must hold text, but is empty
          math500  | {"answer":{},"problem":"q"}                        | a value must be a text or a number, but was {}
          math     | {"problem":"q","answer":[]}                        | an answer must be there, but the array is empty
          math     | {"problem":"q","solution":"It is 5."}              | a solution must have its answer in \\boxed{}, but has none: ends in 'It is 5.'
          math     | {"problem":"q","solution":"\\\\boxed{{5}"}           | the braces of \\boxed must close, but do not: '\\boxed{{5}'
          gsm8k    | {"question":"q","answer":"It is 5."}               | field 'answer' must end in '#### ' and a number, but ended in 'It is 5.'
          mmlu     | {"question":"q","choices":["x"],"answer":1}        | target must be the letter of one of 1 choices, but was 'B'
          mmlu     | {"question":"q","choices":["x"],"answer":"x y"}    | an option must be a letter or a number from 0 to 25, but was "x y"
          mmlu     | {"question":"q","answer":1}                        | the options must be in the field choices or A, B, C, D, but the fields are: question, answer
          aqua     | {"question":"q","options":["5"],"correct":"A"}     | an option must begin with 'A)', but is '5'
          drop     | {"qa_pairs":[{"query_id":"1","question":"q","answer":{}}]} | an answer must be a number, spans or a date, but was {}
          drop     | {"qa_pairs":5}                                     | the field 'qa_pairs' must be an array, but is 5
          drop     | {"qa_pairs":[5]}                                   | each of 'qa_pairs' must be an object, but one is 5
          drop     | {"a":{"passage":"p"}}                              | the field 'qa_pairs' must be an array, but is not there
          drop     | {"a":5}                                            | 'a' must be an object with 'qa_pairs', but is none
          mbpp     | {"text":"q","code":"c"}                            | the test_list must be in the field test_list, but the fields are: text, code
          """)
  void namesThePlaceAndTheFieldOfWhatIsWrong(String name, String row, String fault)
      throws IOException {
    Path file = write("f.jsonl", row);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(name, file.toString(), 1))
        .withMessage(file + ":1: " + fault);
  }

  @Test
  void idsAreUnique() throws IOException {
    Path file = write("f.jsonl", "{\"id\":1,\"problem\":\"q\",\"answer\":\"1\"}\n".repeat(2));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("aime24", file.toString(), 2))
        .withMessage(file + ":2: id must be unique, but '1' is that of " + file + ":1 too");
  }

  @Test
  void namesWhatIsNotThere() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> known("aime26", empty))
        .withMessageStartingWith(
            "benchmark 'aime26' is unknown; known benchmarks: aime24, aime25, amc23, aqua, ")
        .withMessageEndingWith("omni_math; a mapping file of your own takes any other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> known("mmlu", empty))
        .withMessage(empty + " must hold .csv, .jsonl, .json or .parquet files, but has none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> known("mmlu", folder.resolve("none")))
        .withMessage(
            folder.resolve("none")
                + " must be a file, a folder or a URL (http, https), but is not there");
  }

  @Test
  void filesOfOtherNamesAreCountedTogether() throws IOException {
    for (int i = 1; i <= 30; i++) {
      write(
          "aime/" + i + ".json",
          "{\n\"ID\": \"2024-" + i + "\",\n\"Problem\": \"q\",\n\"Answer\": " + i + "\n}\n");
    }

    assertThat(known("aime24", folder.resolve("aime")).problems()).hasSize(30);
    Files.delete(folder.resolve("aime/7.json"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> known("aime24", folder.resolve("aime")))
        .withMessage(
            folder.resolve("aime")
                + ": must hold 30 (both) or 15 (one contest) problems, but holds 29; if that is"
                + " meant, say how many with --expect");
  }

  @Test
  void anEmptyFileIsNoBenchmark() throws IOException {
    Path file = write("f.jsonl", "\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> known("gsm8k", file))
        .withMessage(file + ": must hold at least one problem, but has none");
  }

  @Test
  void solutionsAreReadForThoseWhoShowThem() throws IOException {
    String gsm8k = "{'question':'q','answer':'1+1=<<1+1=2>>2\\n#### 2'}";
    String pro =
        "{'question_id':1,'question':'q','options':['x','y'],'answer':'B','category':'law',"
            + "'cot_content':'A: Let\\'s think step by step. It is y. The answer is (B).'}";

    PublishedBenchmark solved =
        read("gsm8k", write("t.jsonl", gsm8k.replace('\'', '"')).toString(), 1);

    assertThat(solved.problems().get(0).solution()).isEqualTo("1+1=<<1+1=2>>2\n#### 2");
    assertThat(solved.withoutSolutions().problems().get(0).solution()).isEmpty();
    assertThat(solved.withoutSolutions().sha256()).isEqualTo(solved.sha256());
    assertThat(
            only(
                    "mmlu_pro",
                    "p.jsonl",
                    pro.replace("\\'", "`").replace('\'', '"').replace('`', '\''))
                .solution())
        .isEqualTo("It is y. The answer is (B).");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void optionsKeepTheirOrderUnlessShuffled(boolean shuffle) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      rows.append("q").append(i).append(",w,x,y,z,A\n");
    }
    Path file = write("mine.csv", rows.toString());

    List<Problem> problems =
        PublishedBenchmark.read(
                "mmlu", Optional.empty(), file.toString(), OptionalInt.of(200), shuffle)
            .problems();

    // The right option is w, wherever it is put.
    assertThat(problems)
        .allSatisfy(p -> assertThat(p.choices().get("ABCD".indexOf(p.target()))).isEqualTo("w"));
    Set<String> targets = new HashSet<>();
    problems.forEach(problem -> targets.add(problem.target()));
    assertThat(targets).hasSize(shuffle ? 4 : 1);
    // By chance an order occurs in 200 x 1/24 = 8 problems; 4 of 200 are the same with p < 10^-8.
    assertThat(problems.stream().map(Problem::choices).distinct()).hasSize(shuffle ? 24 : 1);
  }

  @Test
  void theShuffledOrderDependsOnTheProblemAlone() throws IOException {
    Path one = write("one.csv", "q1,w,x,y,z,A\nq2,w,x,y,z,A\n");
    Path two = write("two.csv", "q2,z,w,x,y,B\n");

    Problem first = shuffled(one, 2).get(1);
    Problem second = shuffled(two, 1).get(0);

    assertThat(second.choices()).isEqualTo(first.choices());
    assertThat(second.target()).isEqualTo(first.target());
    // printf '\\0q2\\0z' | sha256sum begins with 34; x: 38, y: 6a, w: 72
    assertThat(first.choices()).containsExactly("z", "x", "y", "w");
    assertThat(first.target()).isEqualTo("D");
    assertThat(first.metadata()).isEqualTo("{\"published_letters\":[\"D\",\"B\",\"C\",\"A\"]}");
  }

  @Test
  void aMappingOfYourOwnTakesAnyOtherFile() throws IOException {
    Path mapping =
        write(
            "mine.yaml",
            """
            kind: choice
            id: [nr]
            question: [ask]
            choices: [among]
            target: [{field: right, as: option}]
            metadata: [hint]
            """);
    Path file =
        write("f.jsonl", "{\"nr\":4,\"ask\":\"q\",\"among\":[\"x\",2],\"right\":1,\"hint\":[1]}");

    Problem problem =
        PublishedBenchmark.read(
                "mine", Optional.of(mapping), file.toString(), OptionalInt.empty(), false)
            .problems()
            .get(0);

    assertThat(problem.benchmark()).isEqualTo("mine");
    assertThat(problem.id()).isEqualTo("4");
    assertThat(problem.choices()).containsExactly("x", "2");
    assertThat(problem.target()).isEqualTo("B");
    assertThat(problem.metadata()).isEqualTo("{\"hint\":[1]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [1]                                                        | must be a mapping of keys to values, but is [1]
          kind: math;question: [q];target: [t];lvl: [l]              | key 'lvl' is unknown; known keys: about, aliases, kind, csv_columns, unfold, id, context, question, question_text, choices, choice_columns, choice_labels, target, alternatives, solution, solution_after, subject, subject_from_file, level, metadata, counts
          kind: maths                                                | kind 'maths' is unknown; known kinds: math, choice, reading, instructions, code
          kind: math;target: [t]                                     | key 'question' must name a field, but is not there
          kind: math;question: [q]                                   | key 'target' must name a field, but is not there
          kind: math;question: q;target: [t]                         | key 'question' must be a list, but is 'q'
          kind: math;question: [q];target: [{field: t, as: box}]     | form 'box' is unknown; known forms: text, last-boxed, after-hashes, option, joined, drop
          kind: math;question: [q];target: [t];subject_from_file: "(" | key 'subject_from_file' must be a regular expression, but is '('
          kind: math;question: [q];target: [t];counts: {a: many}     | the count 'a' must be a whole number, but is 'many'
          """)
  void namesTheKeyOfAMappingThatIsWrong(String yaml, String fault) throws IOException {
    Path mapping = write("mine.yaml", yaml.replace(';', '\n').replace("unknown\n", "unknown;"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mappings.of("mine", mapping))
        .withMessage(mapping + ": " + fault);
  }

  @Test
  void namesAMappingThatCannotBeRead() throws IOException {
    Path torn = write("torn.yaml", "kind: {1\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mappings.of("mine", torn))
        .withMessageStartingWith(torn + ": must be YAML, but: ");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Mappings.of("mine", folder.resolve("none.yaml")))
        .withMessageStartingWith(
            folder.resolve("none.yaml") + ": must be a mapping file, but cannot be read: ");
  }

  @Test
  void everyNameHasAMappingThatSaysWhatItIs() {
    for (String name : PublishedBenchmark.NAMES) {
      Mapping mapping = Mappings.named(name);

      assertThat(mapping.about()).isNotBlank();
      assertThat(mapping.counts()).isNotEmpty();
    }
  }

  private List<Problem> shuffled(Path file, int count) {
    return PublishedBenchmark.read(
            "mmlu", Optional.empty(), file.toString(), OptionalInt.of(count), true)
        .problems();
  }

  private Problem only(String name, String file, String row) throws IOException {
    return read(name, write(file, row).toString(), 1).problems().get(0);
  }

  private static PublishedBenchmark read(String name, String from, int count) {
    return PublishedBenchmark.read(name, Optional.empty(), from, OptionalInt.of(count), false);
  }

  private static PublishedBenchmark known(String name, Path from) {
    return PublishedBenchmark.read(
        name, Optional.empty(), from.toString(), OptionalInt.empty(), false);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
