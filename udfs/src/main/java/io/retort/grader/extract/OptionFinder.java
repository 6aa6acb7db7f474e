package io.retort.grader.extract;

import io.retort.grader.extract.BoxScan.Box;
import io.retort.grader.extract.Extracted.Source;
import io.retort.grader.extract.Markers.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the option letter that a completion settles on: {@code \boxed{\text{(C)}}}, {@code the
 * answer is (C)}, {@code #### C}, {@code C) 12.5}, {@code réponse est C}.
 *
 * <p>A letter counts only where something says that it is the answer; a stray one, as in "Town K",
 * does not.
 */
public final class OptionFinder {

  private static final int TAIL_CHARS = 8_000;
  private static final int MAX_SHORT_CHARS = 120;
  private static final int MAX_TRIES = 30;
  private static final int MAX_LINK_CHARS = 120;

  /** A letter with what dresses it; small ones in brackets or at the very end. */
  private static final String LETTER =
      "[\\s*$\"'“«_]*(?:\\\\(?:text|textbf|mathrm|mathbf|boxed|fbox|textrm)\\s*\\{|\\\\[(\\[]){0,5}[\\s*$]*"
          + "(?:\\(\\s*([A-Za-z])\\s*\\)|\\[\\s*([A-Z])\\s*\\]|([A-Z])(?![\\p{IsLatin}\\p{Nd}'’^_(+=/<>-])"
          + "|([a-hj])(?=[\\s.*$\"']*+\\z))";

  private static final String FILLER =
      "(?i:\\s*(?:for sure|definitely|clearly|likely|probably|therefore|the|letter|option|choice)\\b){0,4}";

  private static final Markers MARKERS =
      new Markers(
          "answer",
          "option",
          "choice",
          "selection",
          "réponse",
          "reponse",
          "respuesta",
          "risposta",
          "antwort",
          "答案",
          "选",
          "الإجابة",
          "الجواب",
          "ответ",
          "####",
          "choose",
          "select",
          "pick");

  /** After a marker: a few words and "is" or a colon, or nothing, then the letter. */
  private static final Pattern LINKED =
      Pattern.compile(
          "(?:[^\\n]{0,60}?(?i:\\bis\\b|\\bbe\\b|\\best\\b|\\bes\\b|\\bist\\b|[:：=是为]|هي|هو)"
              + FILLER
              + "|[择项]?)\\s*"
              + LETTER);

  private static final Pattern LABEL =
      Pattern.compile(
          "^\\s*[(\\[]?\\s*([A-Z])\\s*(?:[)\\].:,、。：]|\\s*$|(?=[\\p{IsHan}])|(?=\\s+\\p{Lu}\\p{Ll}))");

  private static final Pattern BRACKETED = Pattern.compile("^\\(\\s*([a-zA-Z])\\s*\\)");

  /** Option b; the answer is B: 42. */
  private static final Pattern NAMED =
      Pattern.compile(
          "^(?i:(?:the\\s+)?(?:(?:correct|final|best)\\s+)?(?:answer|option|choice|letter)\\b\\s*"
              + "(?:is\\b)?\\s*(?:option\\b)?[:\\s]*)[(\\[]?(?:([A-J])(?:[)\\].:,\\s]|$)|([a-j])(?:[)\\].:,]|\\s*$))");

  private static final Pattern SMALL = Pattern.compile("\\(?([a-j])\\)?[.):]?");

  private static final Pattern DECLARED =
      Pattern.compile(
          "(?<![\\p{L}\\p{Nd}])\\(?([A-Z])\\)?\\s+is\\s+(?:the\\s+)?(?:correct|right)\\b");

  private static final Pattern AT_END =
      Pattern.compile("(?:\\bis|'s|’s)\\s*\\(?([A-Z])\\)?[\\s.*!]*$");

  private static final Pattern STANDALONE =
      Pattern.compile(
          "(?<![\\p{L}\\p{Nd}'’\\\\{])(?<!(?i:town|city|point|current|team|group|person|train) )([B-Z]|A(?!\\s+\\p{Ll}{2}))(?![\\p{IsLatin}\\p{Nd}'’^_(+=/<>-]|\\s+[=<>+])");

  private static final Pattern PRONOUN =
      Pattern.compile(
          "\\s+(?:think|believe|am|was|have|would|can|could|will|do|did|see|know|found|get)\\b");

  private OptionFinder() {}

  /** The letter, as a capital, and where it stood. */
  public static Optional<Extracted> find(String text) {
    List<Box> boxes = BoxScan.in(text, false);
    if (!boxes.isEmpty()) {
      String content = boxes.get(boxes.size() - 1).content().strip();
      Optional<String> boxed =
          SMALL.matcher(content).matches() ? unannounced(content) : ofLabel(content);
      if (boxed.isPresent()) {
        return found(boxed, Source.BOXED);
      }
    }
    String tail = text.length() <= TAIL_CHARS ? text : text.substring(text.length() - TAIL_CHARS);
    int tag = tail.lastIndexOf("<answer>");
    if (tag >= 0) {
      Optional<String> tagged = ofLabel(tail.substring(tag + 8).replace("</answer>", " ").strip());
      if (tagged.isPresent()) {
        return found(tagged, Source.ANSWER_TAG);
      }
    }
    return found(announced(tail).or(() -> declared(tail)), Source.OPTION)
        .or(
            () ->
                boxes.isEmpty()
                    ? found(unannounced(tail.strip()), Source.OPTION)
                    : Optional.empty());
  }

  /** The letter that an answer as a whole is or starts with: C, (C), C. 12, (C) twelve. */
  public static Optional<String> ofLabel(String answer) {
    String plain =
        answer
            .replaceAll(
                "\\\\(?:text|textbf|mathrm|mathbf|textrm|mbox|bf|rm)\\b|[{}$*~]|\\\\[()\\[\\],; ]",
                " ")
            .strip();
    for (Pattern form : List.of(BRACKETED, NAMED)) {
      Matcher matcher = form.matcher(plain);
      if (matcher.find()) {
        return Optional.of(Sentence.group(matcher).toUpperCase(Locale.ROOT));
      }
    }
    Matcher label = LABEL.matcher(plain);
    return label.find() ? Optional.of(label.group(1)) : Optional.empty();
  }

  private static Optional<Extracted> found(Optional<String> letter, Source source) {
    return letter.map(l -> new Extracted(l, source));
  }

  private static Optional<String> announced(String text) {
    int before = text.length();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Place marker = MARKERS.lastBefore(text, before, 0);
      if (marker.start() < 0) {
        return Optional.empty();
      }
      Matcher link = LINKED.matcher(text);
      link.region(marker.end(), Math.min(text.length(), marker.end() + MAX_LINK_CHARS));
      if (link.useTransparentBounds(true).lookingAt()) {
        String letter = Sentence.group(link);
        boolean isPronoun =
            letter.equals("I")
                && PRONOUN.matcher(text).region(link.end(), text.length()).lookingAt();
        if (!isPronoun) {
          return Optional.of(letter.toUpperCase(Locale.ROOT));
        }
      }
      before = marker.start();
    }
    return Optional.empty();
  }

  /** The last letter that is said to be correct. */
  private static Optional<String> declared(String text) {
    return DECLARED.matcher(text).results().map(m -> m.group(1)).reduce((first, second) -> second);
  }

  private static Optional<String> unannounced(String text) {
    Matcher small = SMALL.matcher(text);
    if (small.matches()) {
      return Optional.of(small.group(1).toUpperCase(Locale.ROOT));
    }
    Matcher start = LABEL.matcher(text);
    if (!isListOfOptions(text)
        && start.find()
        && (!start.group(1).equals("I") || start.end() > 1)) {
      return Optional.of(start.group(1));
    }
    String line = text.substring(text.lastIndexOf('\n') + 1);
    Matcher label = LABEL.matcher(line);
    if (label.find()) {
      return Optional.of(label.group(1));
    }
    Matcher end = AT_END.matcher(line);
    if (end.find()) {
      return Optional.of(end.group(1));
    }
    return text.length() <= MAX_SHORT_CHARS ? only(text) : Optional.empty();
  }

  /** Whether several lines start with a letter each, as where all options are gone through. */
  private static boolean isListOfOptions(String text) {
    return text.lines().limit(MAX_TRIES).filter(line -> LABEL.matcher(line).find()).count() > 1;
  }

  /** The letter of a short text in which only one stands. */
  private static Optional<String> only(String text) {
    Set<String> letters = new TreeSet<>();
    STANDALONE.matcher(text).results().forEach(match -> letters.add(match.group(1)));
    letters.remove("I");
    return letters.size() == 1 ? Optional.of(letters.iterator().next()) : Optional.empty();
  }
}
