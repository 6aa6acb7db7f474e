package io.retort.grader.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer in a text that reasons first: what follows the last {@code Answer:} on its line, or
 * the whole text if there is none. simple-evals' {@code ANSWER_PATTERN} takes the first, which a
 * model that corrects itself has taken back.
 */
final class AnswerLine {

  // Without (?u): "answer" has no letter outside of ASCII. Possessive, so that it stays linear.
  private static final Pattern LINE =
      Pattern.compile("answer\\h*+:\\h*+(\\S[^\\n]*+)", Pattern.CASE_INSENSITIVE);

  // Marks that a template such as **Answer: 7** puts around the answer.
  private static final Pattern MARKS = Pattern.compile("^[*_\\s]++|[*_\\s]++$");

  private AnswerLine() {}

  static String in(String text) {
    String answer = text;
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      String stated = MARKS.matcher(line.group(1)).replaceAll("");
      answer = stated.isEmpty() ? answer : stated;
    }
    return answer;
  }
}
