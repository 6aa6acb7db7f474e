package io.retort.grader.ifeval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The 25 instructions by the ids of the data set, as lm-evaluation-harness checks them ({@code
 * lm_eval/tasks/ifeval/instructions.py}), its quirks included.
 */
public final class Instructions {

  private static final Map<String, Function<Arguments, Instruction>> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("change_case:capital_word_frequency", CaseChecks::upperWords),
              Map.entry("change_case:english_capital", CaseChecks::englishUpper),
              Map.entry("change_case:english_lowercase", CaseChecks::englishLower),
              Map.entry("combination:repeat_prompt", FrameChecks::repeatsPrompt),
              Map.entry("combination:two_responses", FrameChecks::twoResponses),
              Map.entry("detectable_content:number_placeholders", ContentChecks::placeholders),
              Map.entry("detectable_content:postscript", ContentChecks::postscript),
              Map.entry("detectable_format:constrained_response", FormatChecks::constrained),
              Map.entry("detectable_format:json_format", FormatChecks::json),
              Map.entry("detectable_format:multiple_sections", FormatChecks::sections),
              Map.entry("detectable_format:number_bullet_lists", FormatChecks::bullets),
              Map.entry("detectable_format:number_highlighted_sections", FormatChecks::highlights),
              Map.entry("detectable_format:title", FormatChecks::title),
              Map.entry("keywords:existence", KeywordChecks::existence),
              Map.entry("keywords:forbidden_words", KeywordChecks::forbidden),
              Map.entry("keywords:frequency", KeywordChecks::frequency),
              Map.entry("keywords:letter_frequency", KeywordChecks::letterFrequency),
              Map.entry("language:response_language", CaseChecks::language),
              Map.entry("length_constraints:nth_paragraph_first_word", LengthChecks::firstWord),
              Map.entry("length_constraints:number_paragraphs", LengthChecks::paragraphs),
              Map.entry("length_constraints:number_sentences", LengthChecks::sentences),
              Map.entry("length_constraints:number_words", LengthChecks::words),
              Map.entry("punctuation:no_comma", ContentChecks::noComma),
              Map.entry("startend:end_checker", FrameChecks::end),
              Map.entry("startend:quotation", FrameChecks::quotation)));

  private Instructions() {}

  /** The ids, in the order of the alphabet. */
  public static List<String> ids() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * One instruction of a prompt.
   *
   * @param id as in the data set, such as "punctuation:no_comma"
   * @param arguments as in the data set: Strings, numbers and lists of Strings by name; nulls count
   *     as left out, and what the instruction does not know is ignored
   * @throws IllegalArgumentException if the id is unknown or an argument is missing or wrong
   */
  public static Instruction read(String id, Map<String, ? extends @Nullable Object> arguments) {
    return Optional.ofNullable(ALL.get(id))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "instruction '"
                        + id
                        + "' is unknown; known instructions: "
                        + String.join(", ", ids())))
        .apply(new Arguments(id, arguments));
  }
}
