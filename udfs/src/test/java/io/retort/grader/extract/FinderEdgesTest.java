package io.retort.grader.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.grader.extract.Extracted.Source;
import io.retort.grader.math.MathOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the search for an answer begins and ends: long texts, open braces, borders of words. */
class FinderEdgesTest {

  private static final AnswerFinder FINDER = new AnswerFinder(MathOptions.standard());
  // More than what is looked at of the end of a text.
  private static final String LONG = "We think about it once more and write it down.\n".repeat(300);

  @Test
  void theAnswerAtTheEndOfALongTextIsFound() {
    assertThat(FINDER.find(LONG + "The final answer is 42."))
        .get()
        .extracting(Extracted::text, Extracted::source)
        .containsExactly("42", Source.FINAL_ANSWER);
    assertThat(OptionFinder.find(LONG + "The answer is (C)."))
        .get()
        .extracting(Extracted::text)
        .isEqualTo("C");
  }

  @Test
  void withoutAMarkTheLastNumberOrFormulaOfALongTextIsTaken() {
    assertThat(FINDER.find(LONG + "So 12 sheep and 7 goats."))
        .get()
        .extracting(Extracted::text, Extracted::source)
        .containsExactly("7", Source.LAST_NUMBER);
    assertThat(FINDER.find(LONG + "So 12 sheep, that is $x + 1$."))
        .get()
        .extracting(Extracted::text, Extracted::source)
        .containsExactly("x + 1", Source.LAST_FORMULA);
    assertThat(FINDER.find(LONG + "So we have $x + 1$ and then 9."))
        .get()
        .extracting(Extracted::text)
        .isEqualTo("9");
    assertThat(FINDER.find(LONG + "and so on ".repeat(400) + "we get 31."))
        .get()
        .extracting(Extracted::text)
        .isEqualTo("31");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a $$1 + x$$ b            ; 1 + x",
        "a \\[ 2y \\] b           ; ' 2y '",
        "$$ $$ and $z$            ; z",
        "\\(w\\) and $ $          ; w",
      })
  void aDisplayedFormulaHasItsOwnEnd(String text, String formula) {
    assertThat(Formula.last(text)).map(Formula::content).contains(formula);
  }

  @Test
  void aDisplayedFormulaMayHaveSeveralLinesAndAnInlineOneNot() {
    assertThat(Formula.last("$$a\n+ b$$")).map(Formula::content).contains("a\n+ b");
    assertThat(Formula.last("cost $5\nand $6 more")).isEmpty();
    assertThat(Formula.last("\\[a\n+ b\\]")).map(Formula::content).contains("a\n+ b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "the answer is 5      ; 4", // at the start of a word
        "xanswer is 5         ; -1", // within one
        "7answer is 5         ; -1",
        "所以answer is 5        ; 2", // after a letter that ends no Latin word
        "-answer is 5         ; 1",
        "answer is 5          ; 0",
        "éanswer is 5         ; -1",
        "эanswer is 5         ; -1",
      })
  void aMarkerStartsAWord(String text, int start) {
    Markers markers = new Markers("answer is");

    assertThat(markers.lastBefore(text, text.length(), 0).start()).isEqualTo(start);
  }

  @Test
  void aMarkerOfAnotherScriptNeedsNoBorder() {
    assertThat(new Markers("答案").lastBefore("最终答案是5", 7, 0).start()).isEqualTo(2);
  }

  @Test
  void aTargetIsSearchedOnlyIfItMayHoldMoreThanItsAnswer() {
    assertThat(FINDER.findInTarget("x + 1 # 5").source()).isEqualTo(Source.BARE);
    assertThat(FINDER.findInTarget("It is so. The answer is 12.").text()).isEqualTo("12");
    assertThat(FINDER.findInTarget("We get \\boxed{13}").text()).isEqualTo("13");
    String solution =
        "First we add the two numbers and then we take the square of what we have got.";
    assertThat(FINDER.findInTarget(solution + " #### 14").text()).isEqualTo("14");
    assertThat(FINDER.findInTarget(solution + " No more.").text()).startsWith("First we add");
  }

  @Test
  void anOpenBoxIsReadToTheEndOnlyWhereThatIsAllowed() {
    assertThat(BoxScan.in("so \\boxed{4", true))
        .extracting(BoxScan.Box::content)
        .containsExactly("4");
    assertThat(BoxScan.in("so \\boxed{4", false)).isEmpty();
    assertThat(BoxScan.in("\\boxed{3} so \\boxed{4", true))
        .extracting(BoxScan.Box::content)
        .containsExactly("3");
    assertThat(BoxScan.in("a box", true)).isEmpty();
    assertThat(BoxScan.in("\\boxed  {6}", false))
        .extracting(BoxScan.Box::content)
        .containsExactly("6");
    assertThat(BoxScan.in("\\boxed 6", false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "at 5 p.m. we stop. More     ; at 5 p.m. we stop",
        "at 5 a.m. it is. More       ; at 5 a.m. it is",
        "it is b. More               ; it is b",
        "it is am. More              ; it is am",
        "is 7.\" he said             ; is 7",
        "cost $5. More $x            ; cost $5. More $x",
        "cost $5. More               ; cost $5",
        "\\[ 1. 2 \\] and more       ; \\[ 1. 2 \\]",
        "$$ 1. 2 $$ and more         ; $$ 1. 2 $$",
        "\\[ 1. 2                    ; \\[ 1. 2",
      })
  void aSentenceEndsAtItsFullStop(String text, String sentence) {
    assertThat(Sentence.from(text, 0)).isEqualTo(sentence);
  }

  @Test
  void onlyLettersDigitsAndAFewSignsAreContent() {
    assertThat(Sentence.isBlank(" . $ ")).isTrue();
    assertThat(Sentence.isBlank("")).isTrue();
    assertThat(Sentence.isBlank(" π ")).isFalse();
    assertThat(Sentence.isBlank("∞")).isFalse();
    assertThat(Sentence.isBlank("-3")).isFalse();
  }

  @Test
  void aSumOfMoneyIsAPartIfItIsTheOnlyOne() {
    assertThat(Sentence.parts("The 3 shirts cost \\$42 in all for 2 people")).contains("42");
    assertThat(Sentence.parts("Of \\$42 he gives \\$2 away on 3 days")).doesNotContain("42");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"B; B", "I) the first; I", "I think it is (D); D", "C. because; C", "so (A); A"})
  void anOptionThatNobodyAnnouncesStandsAtAnEnd(String text, String letter) {
    assertThat(OptionFinder.find(text)).get().extracting(Extracted::text).isEqualTo(letter);
  }
}
