package io.retort.grader.extract;

import io.retort.grader.extract.Extracted.Source;
import java.util.ArrayList;
import java.util.List;
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
    Optional<Formula> formula = Formula.last(line);
    Optional<MatchResult> number =
        Sentence.NUMBER.matcher(line).results().reduce((first, second) -> second);
    boolean isFormulaLast =
        formula.isPresent() && (number.isEmpty() || number.get().start() < formula.get().end());
    Optional<Extracted> last =
        isFormulaLast
            ? formula.map(f -> new Extracted(f.content(), Source.LAST_FORMULA))
            : number.map(n -> new Extracted(n.group(), Source.LAST_NUMBER, Sentence.parts(line)));
    if (text.length() <= MAX_WHOLE_CHARS) {
      List<String> parts = new ArrayList<>();
      last.ifPresent(found -> parts.add(found.text()));
      parts.addAll(Sentence.parts(line));
      return Optional.of(new Extracted(text, Source.WHOLE_TEXT, parts));
    }
    return isFinished(line) ? last : Optional.empty();
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
