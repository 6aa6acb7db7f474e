package io.retort.filter;

import io.retort.grader.ReasoningSplit;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that a completion must pass to become training text, as far as its text decides:
 * correctness and duplicates are judged elsewhere. The limits are options because the recipes
 * disagree; a rule's name is the reason that is written beside a dropped row.
 *
 * @param script of the language that the text should be in
 * @param minLanguageShare smallest {@link LanguageShare#of} of the whole text
 * @param maxParagraphChars largest {@link Paragraphs#longest} of the reasoning
 * @param maxWindowCount largest {@link Repetition#mostFrequent}; 20 in the AM-DeepSeek-R1 recipe
 * @param maxRepeatedShare largest {@link Repetition#share}
 */
public record TraceFilter(
    UnicodeScript script,
    double minLanguageShare,
    int maxParagraphChars,
    int maxWindowCount,
    double maxRepeatedShare) {

  private static final String BOX = "\\boxed{";

  public TraceFilter {
    requireShare("minLanguageShare", minLanguageShare);
    requireShare("maxRepeatedShare", maxRepeatedShare);
    if (maxParagraphChars < 1) {
      throw new IllegalArgumentException(
          "maxParagraphChars must be at least 1, but was " + maxParagraphChars);
    }
    if (maxWindowCount < 1) {
      throw new IllegalArgumentException(
          "maxWindowCount must be at least 1, but was " + maxWindowCount);
    }
  }

  /** English text: share 0.9, paragraphs up to 4,000 characters, windows up to 20 times, half. */
  public static TraceFilter standard() {
    return new TraceFilter(UnicodeScript.LATIN, 0.9, 4_000, 20, 0.5);
  }

  /**
   * The rules that the completion breaks, in this order; empty if it passes.
   *
   * <ul>
   *   <li>{@code finished}: the finish reason is stop
   *   <li>{@code think_split}: one {@code </think>}, and an answer after it
   *   <li>{@code boxed}: the answer has a box; {@code multiple_boxes}: and only one
   *   <li>{@code language_share}, {@code paragraph_length}, {@code repetition}: the limits
   *   <li>{@code code_in_reasoning}: there is none
   * </ul>
   */
  public List<String> brokenRules(String finishReason, String completion) {
    ReasoningSplit split = ReasoningSplit.of(completion);
    Repetition repetition = Repetition.of(completion);
    int boxes = occurrences(split.answer(), BOX);
    List<String> broken = new ArrayList<>();
    addIf(broken, "finished", !finishReason.equals("stop"));
    addIf(broken, "think_split", !isSplitOnce(split));
    addIf(broken, "boxed", boxes == 0);
    addIf(broken, "multiple_boxes", boxes > 1);
    addIf(broken, "language_share", LanguageShare.of(completion, script) < minLanguageShare);
    addIf(broken, "paragraph_length", Paragraphs.longest(split.reasoning()) > maxParagraphChars);
    addIf(broken, "code_in_reasoning", CodeBlocks.count(split.reasoning()) > 0);
    addIf(
        broken,
        "repetition",
        repetition.mostFrequent() > maxWindowCount || repetition.share() > maxRepeatedShare);
    return broken;
  }

  private static boolean isSplitOnce(ReasoningSplit split) {
    return split.isClosed() && !split.answer().isEmpty() && !split.reasoning().contains("</think>");
  }

  private static int occurrences(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private static void addIf(List<String> rules, String rule, boolean isBroken) {
    if (isBroken) {
      rules.add(rule);
    }
  }

  private static void requireShare(String name, double value) {
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1], but was " + value);
    }
  }
}
