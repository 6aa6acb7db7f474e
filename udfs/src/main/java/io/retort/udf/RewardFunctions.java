package io.retort.udf;

import static io.retort.udf.SqlTypes.BOOLEAN;
import static io.retort.udf.SqlTypes.BOOLEANS;
import static io.retort.udf.SqlTypes.DOUBLE;
import static io.retort.udf.SqlTypes.DOUBLES;
import static io.retort.udf.SqlTypes.INT;
import static io.retort.udf.SqlTypes.INTS;
import static io.retort.udf.SqlTypes.TEXT;
import static io.retort.udf.SqlValues.boxed;
import static io.retort.udf.SqlValues.flag;
import static io.retort.udf.SqlValues.integer;
import static io.retort.udf.SqlValues.integers;
import static io.retort.udf.SqlValues.list;
import static io.retort.udf.SqlValues.text;

import io.retort.filter.reward.AccuracyReward;
import io.retort.filter.reward.CodeFormatReward;
import io.retort.filter.reward.CosineReward;
import io.retort.filter.reward.FormatReward;
import io.retort.filter.reward.LanguageConsistencyReward;
import io.retort.filter.reward.LengthReward;
import io.retort.filter.reward.ReasoningStepsReward;
import io.retort.filter.reward.RepetitionPenalty;
import io.retort.filter.reward.SoftOverlongPunishment;
import io.retort.filter.reward.TagCountReward;
import io.retort.grader.CompletionText;
import io.retort.grader.text.Graders;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Rewards with their standard settings. */
final class RewardFunctions {

  static final List<SqlFunction> ALL =
      List.of(
          SqlFunction.of(
              "reward_accuracy",
              List.of(TEXT, TEXT, TEXT),
              DOUBLE,
              "(grader, completion, target): 1 if correct, else 0; null if the target cannot be"
                  + " read.",
              "reward_accuracy('exact', 'so</think>The Nile', 'Nile')",
              "1.0",
              RewardFunctions::accuracy),
          SqlFunction.of(
              "reward_format",
              List.of(TEXT),
              DOUBLE,
              "(completion): 1 for <think>, </think>, <answer>, </answer> on lines of their own.",
              "reward_format('<think>\\nso\\n</think>\\n<answer>\\n72\\n</answer>')",
              "1.0",
              a -> FormatReward.of(text(a.get(0)))),
          SqlFunction.of(
              "reward_code_format",
              List.of(TEXT, TEXT),
              DOUBLE,
              "(completion, language): the same with a fenced block of the language as answer.",
              "reward_code_format('```python\\nx = 1\\n```', 'python')",
              "0.0",
              a -> CodeFormatReward.of(text(a.get(0)), text(a.get(1)))),
          SqlFunction.of(
              "reward_tag_count",
              List.of(TEXT),
              DOUBLE,
              "(completion): a quarter for each of the four tags that stands exactly once.",
              "reward_tag_count('<think>\\nso\\n</think>\\n72')",
              "0.5",
              a -> TagCountReward.of(text(a.get(0)))),
          SqlFunction.of(
              "reward_reasoning_steps",
              List.of(TEXT),
              DOUBLE,
              "(completion): a third for each mark of a step, up to 1.",
              "reward_reasoning_steps('First, add. Second, halve. Finally, check.')",
              "1.0",
              a -> ReasoningStepsReward.of(text(a.get(0)))),
          SqlFunction.of(
              "reward_length",
              List.of(INTS, BOOLEANS),
              DOUBLES,
              "(lengths, correct): within the completions of one prompt, 0.5 for the shortest to"
                  + " -0.5 for the longest; wrong ones at most 0.",
              "reward_length(array(10, 20, 30), array(true, true, false))",
              "[0.5, 0.0, -0.5]",
              RewardFunctions::length),
          SqlFunction.of(
              "reward_cosine",
              List.of(INT, BOOLEAN),
              DOUBLE,
              "(length, is_correct): 1 to 0.5 for a correct completion of 0 to 1,000 characters, 0"
                  + " to -0.5 for a wrong one.",
              "reward_cosine(2000, true)",
              "0.5",
              a -> CosineReward.standard().of(integer(a.get(0)), flag(a.get(1)))),
          SqlFunction.of(
              "reward_repetition_penalty",
              List.of(TEXT),
              DOUBLE,
              "(completion): minus the share of three-word windows that occurred before.",
              "reward_repetition_penalty('a a a a')",
              "-0.5",
              a -> RepetitionPenalty.standard().of(text(a.get(0)))),
          SqlFunction.of(
              "reward_soft_overlong",
              List.of(INT),
              DOUBLE,
              "(tokens): 0 up to 12,288 tokens, down to -1 at 16,384.",
              "reward_soft_overlong(14336)",
              "-0.5",
              a -> SoftOverlongPunishment.standard().of(integer(a.get(0)))),
          SqlFunction.of(
              "reward_language_consistency",
              List.of(TEXT, TEXT),
              DOUBLE,
              "(completion, script): the share of the reasoning's words in a Unicode script.",
              "reward_language_consistency('so да</think>72', 'LATIN')",
              "0.5",
              a ->
                  LanguageConsistencyReward.of(
                      text(a.get(0)), FilterFunctions.script(text(a.get(1))))));

  private RewardFunctions() {}

  private static @Nullable Object accuracy(List<@Nullable Object> a) {
    OptionalDouble reward =
        AccuracyReward.of(
            Graders.named(text(a.get(0)), Optional.empty()),
            CompletionText.stopped(text(a.get(1))),
            text(a.get(2)));
    return reward.isPresent() ? reward.getAsDouble() : null;
  }

  private static Object length(List<@Nullable Object> a) {
    List<Boolean> correct = list(a.get(1)).stream().map(SqlValues::flag).toList();
    return boxed(LengthReward.of(integers(a.get(0)), correct));
  }
}
