package io.retort.grader.extract;

import io.retort.grader.extract.BoxScan.Box;
import io.retort.grader.extract.Extracted.Source;
import io.retort.grader.math.MathOptions;
import java.util.List;
import java.util.Optional;

/** The last {@code <answer>…</answer>} of a text, unless a box stands after it. */
final class AnswerTag {

  private static final String OPENING = "<answer>";
  private static final String CLOSING = "</answer>";

  private AnswerTag() {}

  static Optional<Extracted> last(String text, int lastBox, MathOptions options) {
    int start = text.lastIndexOf(OPENING);
    if (start < 0) {
      return Optional.empty();
    }
    int close = text.indexOf(CLOSING, start);
    int end = close < 0 ? text.length() : close;
    String content = text.substring(start + OPENING.length(), end);
    if (lastBox > end || content.isBlank()) {
      return Optional.empty();
    }
    List<Box> boxes = BoxScan.in(content, false);
    if (!boxes.isEmpty()) {
      return new AnswerFinder(options.withSource(MathOptions.Source.BOXED_ONLY)).find(content);
    }
    String sentence = new StatedAnswer(content).find().map(Extracted::text).orElse(content);
    return Optional.of(new Extracted(content.strip(), Source.ANSWER_TAG, sentence));
  }
}
