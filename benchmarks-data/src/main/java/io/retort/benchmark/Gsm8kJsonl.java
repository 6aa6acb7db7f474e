package io.retort.benchmark;

import io.retort.benchmark.rows.Faults;
import io.retort.benchmark.rows.RowFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GSM8K as its authors publish it (Cobbe et al. 2021): JSONL of {@code question} and {@code
 * answer}, the answer a worked solution that ends in {@code #### 1,050}.
 */
public final class Gsm8kJsonl {

  private static final String NAME = "gsm8k";
  private static final Pattern TARGET =
      Pattern.compile("####\\s*(-?\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s*$");

  private Gsm8kJsonl() {}

  /**
   * Reads problems; ids are {@code gsm8k-0001} and so on, in the order of the file.
   *
   * @param source what the bytes are called in messages
   * @throws IllegalArgumentException naming source, line and field of everything that is wrong
   */
  static List<Problem> read(String source, byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    Faults faults = new Faults(source);
    new RowFile(source, bytes, List.of())
        .read(
            faults,
            row -> problems.add(problem(new CanonicalRow(row.fields()), problems.size() + 1)));
    faults.throwIfAny();
    return problems;
  }

  private static Problem problem(CanonicalRow row, int number) {
    row.requireOnly(List.of("question", "answer"));
    return new Problem(
        String.format(Locale.ROOT, "%s-%04d", NAME, number),
        NAME,
        List.of(new Message("user", row.text("question"))),
        target(row.text("answer")),
        "",
        0);
  }

  /**
   * The number after the last {@code ####}, without its separators.
   *
   * @throws IllegalArgumentException if the answer does not end so
   */
  public static String target(String answer) {
    Matcher matcher = TARGET.matcher(answer);
    if (!matcher.find()) {
      String end = answer.substring(Math.max(0, answer.length() - 40));
      throw new IllegalArgumentException(
          "field 'answer' must end in '#### ' and a number, but ended in '" + end + "'");
    }
    return matcher.group(1).replace(",", "");
  }
}
