package io.retort.grader.extract;

import io.retort.grader.extract.Extracted.Source;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers that a text announces: "the final answer is", "Answer:", "####", in several languages.
 */
final class StatedAnswer {

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern FINAL =
      Pattern.compile(
          "\\b(?:final|correct) answer\\b[^\\n.:=]{0,30}?(?:\\bis\\b|\\bare\\b|[:=])|最终答案(?:是|为|：|:)",
          FLAGS);

  private static final Pattern ANY =
      Pattern.compile(
          "\\b(?:answer|réponse|reponse|respuesta|risposta|resposta|antwort|final result)\\b"
              + "[^\\n.:=]{0,40}?(?:\\bis\\b|\\bare\\b|\\best\\b|\\bes\\b|\\bist\\b|[:：=])"
              + "|答案(?:是|为|：|:)|ответ\\s*[:：—-]|(?:الإجابة|الجواب|الاجابة)[^\\n.]{0,20}?(?:هي|هو|:)"
              + "|^\\s*A:|####",
          FLAGS | Pattern.MULTILINE);

  private final String text;

  StatedAnswer(String text) {
    this.text = text;
  }

  /** The last announced answer, or only a "final" one. */
  Optional<Extracted> find(boolean isFinalOnly) {
    Optional<Extracted> found = last(FINAL, 0);
    if (isFinalOnly) {
      return found;
    }
    Optional<Extracted> any = last(ANY, 0);
    return any.or(() -> found);
  }

  /** The last "final answer" that is announced after the given place. */
  Optional<Extracted> findAfter(int place) {
    return last(FINAL, Math.max(0, place));
  }

  private Optional<Extracted> last(Pattern marker, int from) {
    Optional<Extracted> last = Optional.empty();
    Matcher matcher = marker.matcher(text);
    matcher.region(from, text.length());
    while (matcher.find()) {
      String content = Sentence.from(text, matcher.end());
      if (!Sentence.isBlank(content)) {
        Source source = matcher.group().equals("####") ? Source.HASH : Source.FINAL_ANSWER;
        last = Optional.of(new Extracted(content, source, Sentence.parts(content)));
      }
    }
    return last;
  }
}
