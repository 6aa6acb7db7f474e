package io.retort.grader.extract;

import io.retort.grader.extract.Extracted.Source;
import java.util.Optional;
import java.util.regex.MatchResult;

/**
 * The answer of a text that announces none: the whole of a short one, else the last formula or
 * number of its last line, if that line is a finished one.
 */
final class Fallback {

  private static final int MAX_WHOLE_CHARS = 300;
  private static final int MAX_LINE_CHARS = 1_500;

  private final String text;

  Fallback(String text) {
    this.text = text.strip();
  }

  Optional<Extracted> find() {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String line = lastLine();
    if (text.length() <= MAX_WHOLE_CHARS) {
      return Optional.of(new Extracted(text, Source.WHOLE_TEXT, line));
    }
    if (!isFinished(line)) {
      return Optional.empty();
    }
    Optional<Formula> formula = Formula.last(line);
    Optional<MatchResult> number =
        Sentence.NUMBER.matcher(line).results().reduce((first, second) -> second);
    boolean isFormulaLast =
        formula.isPresent() && (number.isEmpty() || number.get().start() < formula.get().end());
    return isFormulaLast
        ? formula.map(found -> new Extracted(found.content(), Source.LAST_FORMULA))
        : number.map(found -> new Extracted(found.group(), Source.LAST_NUMBER, line));
  }

  /** The last line with letters or digits, or the display formula that ends the text. */
  private String lastLine() {
    int from = text.length();
    if (text.endsWith("\\]") || text.endsWith("$$")) {
      String opening = text.endsWith("$$") ? "$$" : "\\[";
      int start = text.lastIndexOf(opening, text.length() - 3);
      from = start < 0 ? from : start;
    }
    int newline = text.lastIndexOf('\n', from - 1);
    String line = text.substring(newline + 1);
    return line.length() <= MAX_LINE_CHARS ? line : line.substring(line.length() - MAX_LINE_CHARS);
  }

  /** Whether the line ends as a line does that was not cut off: an answer is not in its middle. */
  private static boolean isFinished(String line) {
    char last = line.charAt(line.length() - 1);
    return ".。!?)]}*$%\"'`€£؟।".indexOf(last) >= 0 || Character.isDigit(last);
  }
}
