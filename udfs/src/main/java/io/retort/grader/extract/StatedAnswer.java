package io.retort.grader.extract;

import io.retort.grader.extract.Extracted.Source;
import io.retort.grader.extract.Markers.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers that a text announces: "the final answer is", "Answer:", "####", in several languages.
 */
final class StatedAnswer {

  private static final int MAX_TRIES = 20;
  private static final int MAX_LINK_CHARS = 60;
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Markers FINAL =
      new Markers("final answer", "correct answer", "最终答案", "final answers");

  private static final Markers ANY =
      new Markers(
          "answer",
          "réponse",
          "reponse",
          "respuesta",
          "risposta",
          "resposta",
          "antwort",
          "final result",
          "答案",
          "ответ",
          "الإجابة",
          "الجواب",
          "الاجابة",
          "a:",
          "ans:",
          "ans.",
          "ans =",
          "####");

  /** What stands between the marker and the answer: a few words, then "is" or a colon. */
  private static final Pattern LINK =
      Pattern.compile(
          "s?(?![\\p{L}\\p{Nd}])[^\\n.:=：]{0,40}?"
              + "(?:\\bis\\b|\\bare\\b|\\best\\b|\\bes\\b|\\bist\\b|[:：=]|هي|هو)"
              + "|\\s*(?:是|为|：|:)",
          FLAGS);

  /** A line of its own above the answer: ## Final Answer, **Answer**. */
  private static final Pattern HEADING =
      Pattern.compile("[#*_>\\s]*(?:the )?(?:(?:final|correct) )?answers?[*_:\\s]*", FLAGS);

  private final String text;

  StatedAnswer(String text) {
    this.text = text;
  }

  /** The last announced answer, "final" or not. */
  Optional<Extracted> find() {
    return last(ANY, 0);
  }

  /** The last "final answer" that is announced after the given place. */
  Optional<Extracted> findAfter(int place) {
    return last(FINAL, Math.max(0, place));
  }

  private Optional<Extracted> last(Markers markers, int from) {
    int before = text.length();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Place place = markers.lastBefore(text, before, from);
      if (place.start() < 0) {
        return Optional.empty();
      }
      int start = answerStart(place);
      String content = start < 0 ? "" : Sentence.from(text, start);
      if (!Sentence.isBlank(content)) {
        boolean isHash = text.charAt(place.start()) == '#';
        return Optional.of(
            new Extracted(content, isHash ? Source.HASH : Source.FINAL_ANSWER, content));
      }
      before = place.start();
    }
    return Optional.empty();
  }

  /** Where the answer starts after a marker, or -1 if nothing links them. */
  private int answerStart(Place marker) {
    char last = text.charAt(marker.end() - 1);
    if (last == '#') {
      return marker.end();
    }
    boolean isLineStart = marker.start() == 0 || text.charAt(marker.start() - 1) == '\n';
    if (":.=".indexOf(last) >= 0) {
      boolean isShort = text.charAt(marker.start()) == 'A' || marker.end() - marker.start() > 2;
      return isLineStart && isShort ? marker.end() : -1;
    }
    int lineStart = text.lastIndexOf('\n', marker.start()) + 1;
    int lineEnd = text.indexOf('\n', marker.end());
    if (lineEnd > 0
        && lineEnd - lineStart < MAX_LINK_CHARS
        && HEADING.matcher(text.substring(lineStart, lineEnd)).matches()) {
      return lineEnd;
    }
    Matcher link = LINK.matcher(text);
    link.region(marker.end(), Math.min(text.length(), marker.end() + MAX_LINK_CHARS));
    return link.useTransparentBounds(true).lookingAt() ? link.end() : -1;
  }
}
