package io.retort.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GSM8K as its authors publish it (Cobbe et al. 2021): JSONL of {@code question} and {@code
 * answer}, the answer a worked solution that ends in {@code #### 1,050}.
 *
 * <p>The target is the number after the last {@code ####} without its separators. The question is
 * followed by the directive that the DeepSeek-R1 paper's evaluation (section 3) puts into the user
 * turn.
 */
final class Gsm8kJsonl {

  static final String DIRECTIVE =
      "Please reason step by step, and put your final answer within \\boxed{}.";

  private static final String NAME = "gsm8k";
  private static final Pattern TARGET =
      Pattern.compile("####\\s*(-?\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s*$");

  private Gsm8kJsonl() {}

  /**
   * Reads problems; ids are {@code gsm8k-0001} and so on, by line of the file.
   *
   * @param source what the bytes are called in messages
   * @throws IllegalArgumentException naming source, line and field of everything that is wrong
   */
  static List<Problem> read(String source, byte[] bytes) {
    return JsonLines.read(source, bytes, Gsm8kJsonl::problem);
  }

  private static Problem problem(JsonLine line) {
    line.requireOnly(List.of("question", "answer"));
    Message question = new Message("user", line.text("question") + "\n" + DIRECTIVE);
    String target = target(line.text("answer"));
    return new Problem(
        String.format(Locale.ROOT, "%s-%04d", NAME, line.number()),
        NAME,
        List.of(question),
        target,
        "",
        0);
  }

  private static String target(String answer) {
    Matcher matcher = TARGET.matcher(answer);
    if (!matcher.find()) {
      String end = answer.substring(Math.max(0, answer.length() - 40));
      throw new IllegalArgumentException(
          "field 'answer' must end in '#### ' and a number, but ended in '" + end + "'");
    }
    return matcher.group(1).replace(",", "");
  }
}
