package io.retort.grader.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.retort.grader.CompletionText;
import io.retort.grader.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          squad  | The Nile!     | a nile      | correct | 'The Nile!' equals the target 'a nile'
          squad  | the nile      | blue nile   | wrong   | 'nile' differs from 'blue nile'
          squad  | can't   stop  | cant stop   | correct | 'can't   stop' equals the target 'cant stop'
          squad  | theatre       | atre        | wrong   | 'theatre' differs from 'atre'
          squad  | other, an     | other       | correct | 'other, an' equals the target 'other'
          squad  | 3.0           | 3           | wrong   | '30' differs from '3'
          drop   | 3.0           | 3           | correct | '3.0' equals the target '3'
          drop   | $3            | 3.00        | correct | '$3' equals the target '3.00'
          drop   | 1,000         | 1000        | correct | '1,000' equals the target '1000'
          drop   | .5            | 0.5         | correct | '.5' equals the target '0.5'
          drop   | 1e3           | 1000        | correct | '1e3' equals the target '1000'
          drop   | twenty-one    | twenty one  | correct | 'twenty-one' equals the target 'twenty one'
          drop   | a the b       | b           | correct | 'a the b' equals the target 'b'
          drop   | -3            | 3           | correct | '-3' equals the target '3'
          strict | Nile          |  Nile       | correct | 'Nile' equals the target 'Nile'
          strict | nile          | Nile        | wrong   | 'nile' differs from 'Nile'
          """)
  void exactMatchIsAfterNormalisation(
      String preset, String answer, String target, String outcome, String explanation) {
    Grade grade = Graders.named("exact", Optional.of(preset)).judgeAnswer(answer, target);

    assertThat(grade.verdict().outcome()).isEqualTo(outcome);
    assertThat(grade.verdict().explanation()).isEqualTo(explanation);
    assertThat(grade.verdict().extracted()).isEqualTo(answer);
    assertThat(grade.points()).isEqualTo(outcome.equals("correct") ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "squad, red apples, two apples, 0.5", // precision 1/2, recall 1/2
    "squad, two red apples, two apples, 0.8", // 2/3 and 1
    "squad, apples apples, apples, 0.6666666666666666", // counted twice: 1/2 and 1
    "squad, pears, apples, 0",
    "squad, the apples, an apples, 1",
    "strict, The  Nile, the Nile, 0.5",
    "strict, Nile., Nile, 0",
    "drop, apples apples, apples, 1", // sets
    "drop, 3 apples, 4 apples, 0", // another number
    "drop, apples, 4 apples, 0", // no number
    "drop, 4, 4 apples, 0.6666666666666666",
    "drop, 4 apples, apples, 0.6666666666666666",
    "drop, pears, apples, 0",
  })
  void f1IsTheOverlapOfWords(String preset, String answer, String target, double points) {
    Grade grade = Graders.named("f1", Optional.of(preset)).judgeAnswer(answer, target);

    assertThat(grade.points()).isCloseTo(points, within(1e-15));
    assertThat(grade.verdict().outcome()).isEqualTo(points == 1 ? "correct" : "wrong");
    assertThat(grade.verdict().explanation())
        .startsWith("F1 of '" + answer + "' and the target '" + target + "' is ");
  }

  /** Points of two lists of spans as {@code get_metrics} of drop_eval.py has them, unrounded. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ["cat", "dog"]        | ["dog", "cat"]        | 1                  | correct
          ["cat"]               | cat                   | 1                  | correct
          ["a", "the"]          | ["cat", "dog"]        | 0                  | wrong
          cat                   | ["cat", "dog"]        | 0.5                | wrong
          ["cat", "dog", "cow"] | cat                   | 0.3333333333333333 | wrong
          ["cat", "cat"]        | ["cat", "dog"]        | 0.5                | wrong
          ["cat", "dog"]        | ["cat", "cat"]        | 0.5                | wrong
          ["red cat", "cat"]    | ["cat", "red"]        | 0.8333333333333334 | wrong
          ["b1", "b1 c1"]       | ["b1 c1", "c1"]       | 0.6666666666666666 | wrong
          [3, "cats"]           | ["3.0", "the cats"]   | 1                  | correct
          ["3 cats", "4 dogs"]  | ["4 cats", "3 dogs"]  | 0.5                | wrong
          ["an", "cat"]         | ["the", "cat"]        | 1                  | correct
          [["cat"]]             | [["cat"]]             | 1                  | correct
          cat, dog              | ["cat", "dog"]        | 0.3333333333333333 | wrong
          """)
  void severalSpansAreAlignedForTheMostPoints(
      String answer, String target, double points, String outcome) {
    Grade grade = Graders.named("f1", Optional.of("drop")).judgeAnswer(answer, target);

    assertThat(grade.points()).isCloseTo(points, within(1e-15));
    assertThat(grade.verdict().outcome()).as(grade.verdict().explanation()).isEqualTo(outcome);
  }

  /**
   * Pairs that the authors of DROP's script test it by, with the exact match and the F1, rounded to
   * two decimals, that they want (allennlp-reading-comprehension, tests/eval/drop_eval_test.py).
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ["td"]                                             | ["td", "td"]                             | 0 | 0.5
          ["td", "td"]                                       | td                                       | 0 | 0.5
          ["the", "fat", "cat", "the fat", "fat cat", "the fat cat"] | ["cat"]                          | 0 | 0.17
          ["the", "fat", "cat", "the fat", "fat cat", "the fat cat"] | ["cat", "cat dog"]               | 0 | 0.25
          ["the a NOT an ARTICLE the an a"]                  | ["NOT ARTICLE"]                          | 1 | 1
          ["50 yard"]                                        | ["yard 50"]                              | 0 | 1
          ["Per.i.o.d...."]                                  | [".P....e.r,,i;;;o...d,,"]               | 1 | 1
          ["78-yard"]                                        | ["78"]                                   | 0 | 0.67
          ["Green", "bay", "packers"]                        | ["Green", "bay", "packers"]              | 1 | 1
          [""]                                               | ["army"]                                 | 0 | 0
          ["23 yards"]                                       | ["43 yards"]                             | 0 | 0
          ["56 yards"]                                       | ["56 yd"]                                | 0 | 0.5
          ["78-yard", "56", "28", "40", "44", "touchdown"]   | ["78-yard", "56 yard", "1 yard touchdown"] | 0 | 0.28
          ["23", "23 yard"]                                  | ["23-yard", "56 yards"]                  | 0 | 0.5
          ["John Karman", "Joe Hardy"]                       | ["Joe Karman", "John Hardy"]             | 0 | 0.5
          ["ottoman", "Kantakouzenous"]                      | ["ottoman", "army of Kantakouzenous"]    | 0 | 0.75
          ["a"]                                              | ["a", "b"]                               | 0 | 0.5
          """)
  void agreesWithTheTestsOfDropsScript(String answer, String target, int exact, double f1) {
    double points = Graders.named("f1", Optional.of("drop")).judgeAnswer(answer, target).points();

    assertThat(Math.rint(100 * points) / 100).isEqualTo(f1);
    assertThat(Graders.named("exact", Optional.of("drop")).judgeAnswer(answer, target).points())
        .isEqualTo(exact);
  }

  @Test
  void alignedSpansAreCountedInTheExplanation() {
    Grade grade = Graders.named("f1", Optional.of("drop")).judgeAnswer("cat", "[\"cat\", \"dog\"]");

    assertThat(grade.verdict().explanation())
        .isEqualTo(
            "F1 of 'cat' and the target '[\"cat\", \"dog\"]' is 0.5000, spans aligned: 1 and 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ["cat", "the dog"]   | ["dog", "cat"]    | correct
          ["cat", "dog"]       | ["cat"]           | wrong
          ["cat", "cat"]       | ["cat"]           | wrong
          ["cat", "cat"]       | ["cat", "dog"]    | wrong
          cat dog              | ["cat", "dog"]    | wrong
          ["cat"]              | cat               | correct
          """)
  void severalSpansAreExactlyEqualInAnyOrder(String answer, String target, String outcome) {
    AnswerGrader grader = Graders.named("exact", Optional.of("drop"));

    assertThat(grader.judgeAnswer(answer, target).verdict().outcome()).isEqualTo(outcome);
    assertThat(grader.canonical(answer).equals(grader.canonical(target)))
        .isEqualTo(outcome.equals("correct"));
  }

  @Test
  void spansAreOnlyReadWhereDropHasThem() {
    AnswerGrader squad = Graders.named("f1", Optional.of("squad"));

    // cat dog and cat: 2 * 1 / (2 + 1)
    assertThat(squad.judgeAnswer("[\"cat\", \"dog\"]", "cat").points())
        .isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void moreSpansThanAnyAnswerHasAreOneText() {
    String many = "[" + "\"cat\", ".repeat(100) + "\"cat\"]";

    assertThat(Graders.named("f1", Optional.of("drop")).judgeAnswer(many, "cat").points())
        .isEqualTo(1); // one bag of one word
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          it is 72 m | \\d+       | correct | 72         | '72' matches '\\d+'
          it is 72 m | ^\\d+$     | wrong   | it is 72 m | nothing in 'it is 72 m' matches '^\\d+$'
          """)
  void expressionsMustMatchSomewhere(
      String answer, String target, String outcome, String extracted, String explanation) {
    Verdict verdict =
        Graders.named("regex", Optional.empty()).judgeAnswer(answer, target).verdict();

    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.extracted()).isEqualTo(extracted);
    assertThat(verdict.explanation()).isEqualTo(explanation);
  }

  @Test
  void expressionsThatWouldNotEndAreStopped() {
    AnswerGrader grader = Graders.named("regex", Optional.empty());

    assertThat(grader.judgeAnswer("a".repeat(40) + "b", "(a+)+\\1x").verdict())
        .isEqualTo(new Verdict.GraderTimeout("matching '(a+)+\\1x' took more than 20000000 steps"));
    assertThat(grader.judgeAnswer("ab".repeat(200_000), "^(a|b)*$").verdict())
        .isEqualTo(new Verdict.GraderTimeout("matching '^(a|b)*$' went too deep"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          equal  | {"b": 1.0, "a": [1]} | {"a": [1.00], "b": 1} | correct | the answer equals the target
          equal  | {"a": 1, "b": 2}     | {"a": 1}              | wrong   | the answer has a field too many: 'b'
          equal  | {"a": {"c": 1}}      | {"a": {"c": 2}}       | wrong   | /a/c is '1', the target '2'
          equal  | {"b": 1}             | {"a": 1}              | wrong   | the answer has no field 'a'
          equal  | [1, 2]               | [2, 1]                | wrong   | /0 is '1', the target '2'
          equal  | [1, 2]               | [1]                   | wrong   | the answer has 2 items, the target 1
          equal  | "1"                  | 1                     | wrong   | the answer is '"1"', the target '1'
          equal  | null                 | null                  | correct | the answer equals the target
          equal  | {a}                  | 1                     | unparsed | the answer is no JSON, alone or in a code fence: '{a}'
          equal  | 1 2                  | 1                     | unparsed | the answer is no JSON, alone or in a code fence: '1 2'
          equal  | so:¶```json¶{"a": 1}¶``` | {"a": 1}          | correct | the answer equals the target
          equal  | ```¶1¶``` or ```¶2¶``` | 2                   | correct | the answer equals the target
          equal  | ```2```              | 2                     | unparsed | the answer is no JSON, alone or in a code fence: '```2```'
          subset | {"a": 1, "b": 2}     | {"a": 1}              | correct | the answer has everything that the target has
          subset | {"b": 2}             | {"a": 1}              | wrong   | the answer has no field 'a'
          subset | [{"a": 1, "b": 2}]   | [{"a": 1}]            | correct | the answer has everything that the target has
          schema | {"a": 1}             | {"type": "object", "required": ["a"]} | correct | the answer has the shape that the target asks for
          schema | {"b": 1}             | {"required": ["a"]}   | wrong   | the answer has no field 'a'
          schema | [1]                  | {"type": "object"}    | wrong   | the answer must be of type "object", but was '[1]'
          schema | [1, "x"]             | {"items": {"type": "integer"}} | wrong | /1 must be of type "integer", but was '"x"'
          schema | 1.0                  | {"type": "integer"}   | correct | the answer has the shape that the target asks for
          schema | 100                  | {"type": "integer"}   | correct | the answer has the shape that the target asks for
          schema | 1.5                  | {"type": "integer"}   | wrong   | the answer must be of type "integer", but was '1.5'
          schema | 1.5                  | {"type": ["string", "number"]} | correct | the answer has the shape that the target asks for
          schema | true                 | {"type": ["string", "number"]} | wrong | the answer must be of type ["string","number"], but was 'true'
          schema | true                 | {"type": "boolean"}   | correct | the answer has the shape that the target asks for
          schema | null                 | {"type": "null"}      | correct | the answer has the shape that the target asks for
          schema | "a"                  | {"type": "string"}    | correct | the answer has the shape that the target asks for
          schema | []                   | {"type": "array"}     | correct | the answer has the shape that the target asks for
          schema | 1                    | {"type": "any"}       | wrong   | the answer must be of type "any", but was '1'
          schema | "a"                  | {"enum": ["a", "b"]}  | correct | the answer has the shape that the target asks for
          schema | "c"                  | {"enum": ["a", "b"]}  | wrong   | the answer must be one of ["a","b"], but was '"c"'
          schema | 2                    | {"const": 1}          | wrong   | the answer must be 1, but was '2'
          schema | 1                    | {"const": 1.0}        | correct | the answer has the shape that the target asks for
          schema | {"a": 1, "b": 2}     | {"properties": {"a": {}}, "additionalProperties": false} | wrong | the answer has a field too many: 'b'
          schema | {"a": 1, "b": 2}     | {"properties": {"a": {}}, "additionalProperties": true} | correct | the answer has the shape that the target asks for
          schema | {"a": {"b": 1}}      | {"properties": {"a": {"properties": {"b": {"type": "string"}}}}} | wrong | /a/b must be of type "string", but was '1'
          """)
  void jsonIsComparedByValue(
      String preset, String answer, String target, String outcome, String explanation) {
    Verdict verdict =
        Graders.named("json", Optional.of(preset))
            .judgeAnswer(answer.replace('¶', '\n'), target)
            .verdict();

    assertThat(verdict.explanation()).isEqualTo(explanation.replace('¶', '\n'));
    assertThat(verdict.outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          exact | the  | target must hold an answer after normalisation, but was 'the'
          f1    | !    | target must hold an answer after normalisation, but was '!'
          regex | a(   | target must be a regular expression, but 'a(' is none: Unclosed group
          regex | ~~   | target must be a regular expression, but is empty
          json  | {    | target must be JSON, but was '{'
          boxed | {    | target must be whole LaTeX, braces balanced, but was '{'
          """)
  void aTargetThatCannotBeUsedIsAMistake(String name, String target, String problem) {
    AnswerGrader grader = Graders.named(name, Optional.empty());

    assertThat(grader.problemWithTarget(target)).hasValue(problem);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grader.judgeAnswer("1", target))
        .withMessage(problem);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grader.judge(CompletionText.stopped("</think>1"), target))
        .withMessage(problem);
    assertThat(grader.problemWithTarget("1")).isEmpty();
  }

  @Test
  void theAnswerOfACompletionFollowsItsReasoning() {
    AnswerGrader grader = Graders.named("exact", Optional.empty());

    assertThat(grader.grade(CompletionText.stopped("1</think> 2 "), "2"))
        .isEqualTo(new Verdict.Correct("2", "'2' equals the target '2'"));
    assertThat(grader.grade(CompletionText.stopped("2"), "2"))
        .isEqualTo(new Verdict.Unparsed("the reasoning has no </think> at its end (1 characters)"));
    assertThat(grader.grade(CompletionText.stopped("2</think>\n"), "2"))
        .isEqualTo(new Verdict.Unparsed("nothing stands after </think>"));
    assertThat(grader.grade(CompletionText.cutOff("1</think>2"), "2"))
        .isEqualTo(new Verdict.Truncated("the token budget ran out after 10 characters"));
    assertThat(grader.grade(CompletionText.failed("out of blocks"), "2"))
        .isEqualTo(new Verdict.EngineError("out of blocks"));
  }

  @Test
  void anEmptyAnswerIsUnparsed() {
    assertThat(Graders.named("exact", Optional.empty()).judgeAnswer(" ", "2").verdict())
        .isEqualTo(new Verdict.Unparsed("the answer is empty"));
  }

  @Test
  void bareAnswersOfTheBoxedGraderNeedNoBox() {
    AnswerGrader grader = Graders.named("boxed", Optional.of("standard"));

    assertThat(grader.judgeAnswer("6/8", "0.75"))
        .isEqualTo(
            new Grade(new Verdict.Correct("6/8", "'6/8' equals the target '0.75': 3/4 = 3/4"), 1));
    assertThat(grader.judge(CompletionText.stopped("</think>6/8"), "0.75").verdict().outcome())
        .isEqualTo("unparsed");
    assertThat(grader.canonical("6/8")).isEqualTo("3/4");
    assertThat(grader.name()).isEqualTo("boxed");
    assertThat(grader.version()).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          exact | The  Nile!            | nile
          f1    | The  Nile!            | nile
          regex |  a b                  | a b
          json  | {"b": 1.50, "a": [1.0]} | {"a":[1],"b":1.5}
          json  |  {x                   | {x
          """)
  void equalAnswersHaveOneSpelling(String name, String answer, String canonical) {
    assertThat(Graders.named(name, Optional.empty()).canonical(answer)).isEqualTo(canonical);
  }

  @Test
  void longAnswersAreShortened() {
    Verdict verdict =
        Graders.named("exact", Optional.empty()).judgeAnswer("x".repeat(1_001), "y").verdict();

    assertThat(verdict.extracted()).isEqualTo("x".repeat(1_000) + "… [1001 characters]");
    assertThat(verdict.explanation())
        .isEqualTo("'" + "x".repeat(100) + "… [1001 characters]' differs from 'y'");
    String kept = "x".repeat(999) + "\uD83D\uDE00";
    assertThat(
            Graders.named("exact", Optional.empty()).judgeAnswer(kept, "y").verdict().extracted())
        .isEqualTo("x".repeat(999) + "… [1001 characters]"); // no half of a pair
  }

  @ParameterizedTest
  @CsvSource({
    "all:exact; f1, red apples, two apples, 0",
    "any:exact; f1, red apples, two apples, 0.5",
    "weighted:exact=1; f1=3, red apples, two apples, 0.375", // (0 + 3/2) / 4
    "weighted:exact; f1, two apples, two apples, 1",
    "all:exact; f1, two apples, two apples, 1",
  })
  void severalGradersAreCombined(String name, String answer, String target, double points) {
    Grade grade =
        Graders.named(name.replace("; ", ","), Optional.empty()).judgeAnswer(answer, target);

    assertThat(grade.points()).isEqualTo(points);
    assertThat(grade.verdict().outcome()).isEqualTo(points == 1 ? "correct" : "wrong");
  }

  @Test
  void aCombinationExplainsEveryPart() {
    AnswerGrader grader = Graders.named("any:boxed,exact", Optional.empty());

    assertThat(grader.name()).isEqualTo("any:boxed,exact");
    assertThat(grader.version()).isEqualTo("1,1 squad");
    assertThat(grader.canonical("6/8")).isEqualTo("3/4");
    assertThat(grader.grade(CompletionText.stopped("a</think>72"), "72"))
        .isEqualTo(
            new Verdict.Correct(
                "72",
                "boxed: no \\boxed{} after </think> (2 characters);"
                    + " exact: '72' equals the target '72'"));
    assertThat(grader.problemWithTarget("{")).isPresent();
    assertThat(grader.problemWithTarget("1")).isEmpty();
  }

  @Test
  void ifNoPartHasAnAnswerTheFirstOnesVerdictStands() {
    AnswerGrader grader = Graders.named("any:boxed,exact", Optional.empty());

    assertThat(grader.grade(CompletionText.cutOff("ab"), "72"))
        .isEqualTo(new Verdict.Truncated("the token budget ran out after 2 characters"));
    assertThat(grader.judgeAnswer(" ", "72").verdict().outcome()).isEqualTo("unparsed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maths            |   | grader 'maths' is unknown; known graders: boxed, choice, exact, f1, json, math, regex, text
          exact            | x | preset 'x' of grader 'exact' is unknown; known presets: drop, squad, strict
          any:exact        | x | graders that are combined take no preset, but 'x' was given
          any:             |   | grader '' is unknown; known graders: boxed, choice, exact, f1, json, math, regex, text
          weighted:exact=x |   | a weight must be a number, but was 'x'
          weighted:exact=0 |   | a weight must be above 0, but was 0.0
          weighted:exact=NaN |   | a weight must be above 0, but was NaN
          weighted:exact=Infinity |   | a weight must be above 0, but was Infinity
          """)
  void unknownNamesAreAnsweredWithTheKnownOnes(String name, String preset, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Graders.named(name, Optional.ofNullable(preset)))
        .withMessage(message);
  }

  @Test
  void aCombinationNeedsAPart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CompositeGrader(CompositeGrader.Combination.ALL, List.of()))
        .withMessage("a composite grader needs at least 1 part, but got 0");
  }

  @Test
  void theNamesAreSorted() {
    assertThat(Graders.names())
        .containsExactly("boxed", "choice", "exact", "f1", "json", "math", "regex", "text");
    assertThat(Graders.named("f1", Optional.empty()).name()).isEqualTo("f1");
  }

  @Test
  void aPresetIsPartOfTheVersion() {
    assertThat(Graders.named("f1", Optional.empty()).version()).isEqualTo("1 squad");
    assertThat(Graders.named("f1", Optional.of("drop")).version()).isEqualTo("1 drop");
    assertThat(Graders.named("json", Optional.of("subset")).version()).isEqualTo("1 subset");
    assertThat(Graders.named("regex", Optional.empty()).version()).isEqualTo("1 standard");
  }

  @Test
  void deepJsonIsNoAnswerInsteadOfAnError() {
    assertThat(
            Graders.named("json", Optional.empty())
                .judgeAnswer("[".repeat(100_000), "1")
                .verdict()
                .outcome())
        .isEqualTo("unparsed");
  }
}
