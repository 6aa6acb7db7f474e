package io.retort.udf;

import static io.retort.udf.SqlTypes.DOUBLE;
import static io.retort.udf.SqlTypes.INT;
import static io.retort.udf.SqlTypes.TEXT;
import static io.retort.udf.SqlTypes.TEXTS;
import static io.retort.udf.SqlValues.integer;
import static io.retort.udf.SqlValues.text;

import io.retort.filter.CodeBlocks;
import io.retort.filter.LanguageShare;
import io.retort.filter.Paragraphs;
import io.retort.filter.TraceFilter;
import io.retort.filter.WordWindows;
import java.lang.Character.UnicodeScript;
import java.util.List;

/** Properties of a completion that decide whether it becomes a trace. */
final class FilterFunctions {

  static final List<SqlFunction> ALL =
      List.of(
          SqlFunction.of(
              "language_share",
              List.of(TEXT, TEXT),
              DOUBLE,
              "(text, script): the share of letters in a Unicode script, such as 'LATIN'.",
              "language_share('ab дa', 'LATIN')",
              "0.75",
              a -> LanguageShare.of(text(a.get(0)), script(text(a.get(1))))),
          SqlFunction.of(
              "language_share_of_words",
              List.of(TEXT, TEXT),
              DOUBLE,
              "(text, script): the share of words whose letters are all in a Unicode script.",
              "language_share_of_words('ab да', 'LATIN')",
              "0.5",
              a -> LanguageShare.ofWords(text(a.get(0)), script(text(a.get(1))))),
          SqlFunction.of(
              "repeated_share",
              List.of(TEXT, INT),
              DOUBLE,
              "(text, words): the share of windows of so many words that occurred before.",
              "repeated_share('a b a b', 1)",
              "0.5",
              a -> WordWindows.of(text(a.get(0)), integer(a.get(1))).repeatedShare()),
          SqlFunction.of(
              "most_frequent_window",
              List.of(TEXT, INT),
              INT,
              "(text, words): how often the most frequent window of so many words occurs.",
              "most_frequent_window('a b a b a', 2)",
              "2",
              a -> WordWindows.of(text(a.get(0)), integer(a.get(1))).mostFrequent()),
          SqlFunction.of(
              "longest_paragraph",
              List.of(TEXT),
              INT,
              "(text): characters in the longest paragraph.",
              "longest_paragraph('one\\n\\nthree')",
              "5",
              a -> Paragraphs.longest(text(a.get(0)))),
          SqlFunction.of(
              "code_blocks",
              List.of(TEXT),
              INT,
              "(text): fenced code blocks.",
              "code_blocks('so\\n```\\nx\\n```')",
              "1",
              a -> CodeBlocks.count(text(a.get(0)))),
          SqlFunction.of(
              "broken_trace_rules",
              List.of(TEXT, TEXT),
              TEXTS,
              "(finish_reason, completion): the rules of the standard trace filter that a"
                  + " completion breaks; empty if none.",
              "broken_trace_rules('length', 'six</think>so 72')",
              "[finished, boxed]",
              a -> TraceFilter.standard().brokenRules(text(a.get(0)), text(a.get(1)))));

  private FilterFunctions() {}

  static UnicodeScript script(String name) {
    try {
      return UnicodeScript.forName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "script must be a Unicode script such as LATIN, but was '" + name + "'", e);
    }
  }
}
