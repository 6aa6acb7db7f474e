package io.retort.grader.ifeval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InstructionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          change_case:capital_word_frequency | {'capital_frequency':2,'capital_relation':'at least'} | A NEW day | true
          change_case:capital_word_frequency | {'capital_frequency':2,'capital_relation':'less than'} | A NEW day | false
          change_case:capital_word_frequency | {'capital_frequency':2,'capital_relation':'at least'} | DON'T | true
          change_case:english_capital | {} | THE RIVER RUNS PAST THE MILL. | true
          change_case:english_capital | {} | THE RIVER RUNS PAST THE mILL. | false
          change_case:english_capital | {} | ICH SEHE DAS HAUS UND DEN FLUSS. | false
          change_case:english_capital | {} | 12 34 | false
          change_case:english_lowercase | {} | the river runs past the mill. | true
          change_case:english_lowercase | {} | the river runs past the Mill. | false
          change_case:english_lowercase | {} | ich sehe das haus und den fluss. | false
          combination:repeat_prompt | {'prompt_to_repeat':' Say it '} | SAY it again | true
          combination:repeat_prompt | {'prompt_to_repeat':'Say it'} | I say it | false
          combination:two_responses | {} | a******b | true
          combination:two_responses | {} | ******a******b****** | true
          combination:two_responses | {} | a****** ******b | false
          combination:two_responses | {} | a****** a | false
          combination:two_responses | {} | a******b******c | false
          combination:two_responses | {} | a | false
          combination:two_responses | {} | a*****b | false
          detectable_content:number_placeholders | {'num_placeholders':2} | [a] and [b] | true
          detectable_content:number_placeholders | {'num_placeholders':3} | [a] and [b | false
          detectable_content:number_placeholders | {'num_placeholders':1} | [[a] | true
          detectable_content:number_placeholders | {'num_placeholders':2} | [[a] | false
          detectable_content:number_placeholders | {'num_placeholders':1} | [a¶b] | false
          detectable_content:postscript | {'postscript_marker':'P.S.'} | so. p. s. more | true
          detectable_content:postscript | {'postscript_marker':'P.S.'} | so. P.S more | false
          detectable_content:postscript | {'postscript_marker':'P.P.S'} | so. p.p. s more | true
          detectable_content:postscript | {'postscript_marker':'P.P.S'} | so. p.s. more | false
          detectable_content:postscript | {'postscript_marker':'N.B.'} | so. n.b. more | true
          detectable_content:postscript | {'postscript_marker':' N.B. '} | so | false
          detectable_content:number_placeholders | {'num_placeholders':2} | [a]¶[b] | true
          detectable_content:number_placeholders | {'num_placeholders':3} | [a]¶[b] | false
          punctuation:no_comma | {} | , | false
          detectable_format:title | {} | <<a>> | true
          detectable_format:title | {} | <<a>>> b | true
          detectable_format:constrained_response | {} | Well: My answer is no. | true
          detectable_format:constrained_response | {} | my answer is no. | false
          detectable_format:json_format | {} | ```json¶{"a": 1}¶``` | true
          detectable_format:json_format | {} | ```{"a": NaN}``` | true
          detectable_format:json_format | {} | ```JSON [1] ``` | true
          detectable_format:json_format | {} | {"a": 1} and | false
          detectable_format:json_format | {} | {a: 1} | false
          detectable_format:json_format | {} | `````` | false
          detectable_format:multiple_sections | {'section_spliter':'Section','num_sections':2} | Section 1¶a¶Section2 | true
          detectable_format:multiple_sections | {'section_spliter':'Section','num_sections':2} | Section 1 Section X | false
          detectable_format:number_bullet_lists | {'num_bullets':2} | * a¶- b | true
          detectable_format:number_bullet_lists | {'num_bullets':2} | ** a¶- b | false
          detectable_format:number_bullet_lists | {'num_bullets':2} | * a¶  * b | true
          detectable_format:number_bullet_lists | {'num_bullets':1} | *¶a | true
          detectable_format:number_bullet_lists | {'num_bullets':0} | a * b | true
          detectable_format:number_highlighted_sections | {'num_highlights':2} | *a* and *b* | true
          detectable_format:number_highlighted_sections | {'num_highlights':2} | *a* and * * | false
          detectable_format:number_highlighted_sections | {'num_highlights':2} | *a* and *b¶c* | false
          detectable_format:number_highlighted_sections | {'num_highlights':1} | **a** | true
          detectable_format:title | {} | see <<a title>> | true
          detectable_format:title | {} | <<< >>> | false
          detectable_format:title | {} | <<>> | false
          detectable_format:title | {} | <<a¶b>> | false
          detectable_format:title | {} | <a> | false
          keywords:existence | {'keywords':['Cat','dog']} | concatenate, DOG | true
          keywords:existence | {'keywords':['cat','dog']} | concatenate | false
          keywords:existence | {'keywords':['c++ (']} | C++ ( | true
          keywords:forbidden_words | {'forbidden_words':['cat']} | concatenate | true
          keywords:forbidden_words | {'forbidden_words':['cat']} | a CAT. | false
          keywords:forbidden_words | {'forbidden_words':['über']} | Überaus | true
          keywords:forbidden_words | {'forbidden_words':['über']} | der Über | false
          keywords:frequency | {'keyword':' cat ','frequency':2,'relation':'at least'} | cat concatenate | true
          keywords:frequency | {'keyword':'cat','frequency':2,'relation':'less than'} | cat concatenate | false
          keywords:frequency | {'keyword':'aa','frequency':2,'relation':'less than'} | aaa | true
          keywords:letter_frequency | {'letter':'A','let_frequency':3,'let_relation':'at least'} | aAa | true
          keywords:letter_frequency | {'letter':'#','let_frequency':1,'let_relation':'less than'} | # | false
          language:response_language | {'language':'de'} | Das ist ein Haus und ich sehe es. | true
          language:response_language | {'language':'fr'} | Das ist ein Haus und ich sehe es. | false
          language:response_language | {'language':'fr'} | 1 + 1 = 2 | true
          length_constraints:nth_paragraph_first_word | {'num_paragraphs':2,'nth_paragraph':2,'first_word':'Tell'} | a¶¶'"tell, me | true
          length_constraints:nth_paragraph_first_word | {'num_paragraphs':2,'nth_paragraph':2,'first_word':'tell'} | a¶¶telling | false
          length_constraints:nth_paragraph_first_word | {'num_paragraphs':2,'nth_paragraph':1,'first_word':'tell'} | tell | false
          length_constraints:nth_paragraph_first_word | {'num_paragraphs':2,'nth_paragraph':2,'first_word':'tell'} | a¶¶ ¶¶tell | false
          length_constraints:nth_paragraph_first_word | {'num_paragraphs':1,'nth_paragraph':1,'first_word':'tell'} | tell¶¶ | true
          length_constraints:number_paragraphs | {'num_paragraphs':2} | a¶***¶b | true
          length_constraints:number_paragraphs | {'num_paragraphs':2} | ***¶a¶***¶b¶*** | true
          length_constraints:number_paragraphs | {'num_paragraphs':2} | a¶***¶ ¶***¶b | false
          length_constraints:number_paragraphs | {'num_paragraphs':3} | a¶***¶b | false
          length_constraints:number_paragraphs | {'num_paragraphs':1} | a | true
          length_constraints:number_sentences | {'num_sentences':2,'relation':'at least'} | One. Two! | true
          length_constraints:number_sentences | {'num_sentences':2,'relation':'less than'} | One. Two! | false
          length_constraints:number_words | {'num_words':3,'relation':'at least'} | one, two_2 - drei | true
          length_constraints:number_words | {'num_words':3,'relation':'less than'} | it's so | false
          punctuation:no_comma | {} | a; b | true
          punctuation:no_comma | {} | a, b | false
          startend:end_checker | {'end_phrase':' The End. '} | so "the end." | true
          startend:end_checker | {'end_phrase':'The End.'} | the end. Or | false
          startend:quotation | {} | "a" | true
          startend:quotation | {} | "a | false
          startend:quotation | {} | a" | false
          startend:quotation | {} | " | false
          """)
  void eachInstructionIsChecked(String id, String arguments, String response, boolean isFollowed)
      throws JsonProcessingException {
    assertThat(read(id, arguments).isFollowedBy(response.replace('¶', '\n'))).isEqualTo(isFollowed);
  }

  @Test
  void thereAre25() {
    assertThat(Instructions.ids()).hasSize(25).isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          punctuation:no_dash | {} | instruction 'punctuation:no_dash' is unknown; known instructions: change_case:capital_word_frequency,
          length_constraints:number_words | {'relation':'at least'} | length_constraints:number_words needs the argument 'num_words', but has [relation]
          length_constraints:number_words | {'num_words':2.5,'relation':'at least'} | length_constraints:number_words: 'num_words' must be an integer of at least 0, but was 2.5
          length_constraints:number_words | {'num_words':-1,'relation':'at least'} | length_constraints:number_words: 'num_words' must be an integer of at least 0, but was -1
          length_constraints:number_words | {'num_words':'2','relation':'at least'} | length_constraints:number_words: 'num_words' must be an integer of at least 0, but was '2'
          length_constraints:number_words | {'num_words':3e9,'relation':'at least'} | length_constraints:number_words: 'num_words' must be an integer of at least 0, but was 3.0E9
          length_constraints:number_words | {'num_words':2,'relation':'about'} | length_constraints:number_words: 'relation' must be 'less than' or 'at least', but was 'about'
          keywords:existence | {'keywords':'cat'} | keywords:existence: 'keywords' must be a list of strings, but was 'cat'
          keywords:existence | {'keywords':[]} | keywords:existence: 'keywords' must be a list of strings, but was []
          keywords:existence | {'keywords':[1]} | keywords:existence: 'keywords' must be a list of strings, but was [1]
          startend:end_checker | {'end_phrase':3} | startend:end_checker: 'end_phrase' must be a string, but was 3
          keywords:letter_frequency | {'letter':'ab','let_frequency':1,'let_relation':'at least'} | keywords:letter_frequency: 'letter' must be one character, but was 'ab'
          length_constraints:nth_paragraph_first_word | {'num_paragraphs':2,'nth_paragraph':3,'first_word':'a'} | length_constraints:nth_paragraph_first_word: 'nth_paragraph' must be in 1..2, but was 3
          length_constraints:nth_paragraph_first_word | {'num_paragraphs':2,'nth_paragraph':0,'first_word':'a'} | length_constraints:nth_paragraph_first_word: 'nth_paragraph' must be in 1..2, but was 0
          """)
  void wrongArgumentsAreNamed(String id, String arguments, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(id, arguments))
        .withMessageStartingWith(message);
  }

  @Test
  void integersMayBeWrittenAsDecimalsAndUnusedArgumentsBeNull() throws JsonProcessingException {
    Instruction instruction =
        read(
            "length_constraints:number_words",
            "{'num_words':2.0,'relation':'at least','keywords':null}");

    assertThat(instruction.isFollowedBy("one two")).isTrue();
    assertThat(instruction.isFollowedBy("one")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("hostileResponses")
  void hostileResponsesAreCheckedInLinearTime(String response) throws JsonProcessingException {
    List<Instruction> instructions =
        List.of(
            read("detectable_format:number_bullet_lists", "{'num_bullets':1}"),
            read("detectable_format:number_highlighted_sections", "{'num_highlights':1}"),
            read("detectable_content:number_placeholders", "{'num_placeholders':1}"),
            read("detectable_content:postscript", "{'postscript_marker':'P.S.'}"),
            read("detectable_format:title", "{}"),
            read("detectable_format:json_format", "{}"),
            read("length_constraints:number_paragraphs", "{'num_paragraphs':1}"),
            read(
                "length_constraints:number_sentences", "{'num_sentences':1,'relation':'at least'}"),
            read("combination:two_responses", "{}"),
            read("change_case:english_capital", "{}"),
            read(
                "detectable_format:multiple_sections",
                "{'num_sections':1,'section_spliter':'Section'}"));

    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    IfEval.of(response, instructions);
    long nanos = threads.getCurrentThreadCpuTime() - start; // of this thread: others may be busy

    assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(10)); // quadratic: hours
  }

  private static List<String> hostileResponses() {
    int size = 1_000_000;
    return List.of(
        "\n".repeat(size) + "x",
        " ".repeat(size) + "x",
        "[".repeat(size),
        "*".repeat(size),
        "* \n".repeat(size / 3),
        "<".repeat(size),
        "<<".repeat(size / 2) + "x",
        "p.".repeat(size / 2),
        "{\"a\":".repeat(size / 5),
        "Section".repeat(size / 7));
  }

  private static Instruction read(String id, String arguments) throws JsonProcessingException {
    Map<String, Object> values =
        JSON.readValue(arguments.replace('\'', '"').replace("\\\"", "'"), new TypeReference<>() {});
    return Instructions.read(id, values);
  }
}
