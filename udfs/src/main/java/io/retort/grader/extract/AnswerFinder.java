package io.retort.grader.extract;

import io.retort.grader.extract.BoxScan.Box;
import io.retort.grader.extract.Extracted.Source;
import io.retort.grader.math.MathOptions;
import io.retort.grader.math.MathOptions.BoxPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the answer of a completion whose reasoning is already off.
 *
 * <p>The last one stated counts, of boxes, answer tags and "final answer"; without any of these, a
 * looser "the answer is", {@code ####} or {@code A:}; and where the options allow it, a text that
 * is nothing but an answer, or the last formula or number of the last line.
 */
public final class AnswerFinder {

  /** What a base model writes when it goes on to the next problem of a few-shot prompt. */
  private static final List<String> CONTINUATIONS =
      List.of("<|im_start|>", "<|im_end|>", "\nProblem:", "\nQuestion:", "\n\nQ:", "<|endoftext|>");

  /** Words between two boxes that make the second one correct or conclude, not continue. */
  private static final Set<String> BREAKS =
      Set.of(
          "so",
          "thus",
          "therefore",
          "hence",
          "but",
          "no",
          "not",
          "wait",
          "actually",
          "is",
          "are",
          "because",
          "since",
          "which",
          "then",
          "final",
          "answer",
          "correct",
          "instead",
          "gives",
          "we",
          "implies",
          "that");

  private static final Set<String> JOINTS =
      Set.of("and", "or", "et", "ou", "und", "oder", "和", "或");

  private static final int MAX_WORDS_BETWEEN = 5;
  private static final int MAX_CHARS_BETWEEN = 80;
  private static final int TAIL_CHARS = 8_000;

  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private final MathOptions options;

  public AnswerFinder(MathOptions options) {
    this.options = options;
  }

  /** The answer of a completion; empty if it has none. */
  public Optional<Extracted> find(String text) {
    return find(text, false);
  }

  /**
   * The answer of a target, which may be a whole worked solution.
   *
   * <p>A target is trusted to hold an answer, so it is itself the answer where none is marked.
   */
  public Extracted findInTarget(String target) {
    boolean isMarked =
        target.contains("box") || target.contains("answer is") || target.length() > 80;
    if (!isMarked) {
      return new Extracted(target, Source.BARE);
    }
    return boxed(target, true)
        .or(() -> new StatedAnswer(target).find())
        .orElseGet(() -> new Extracted(target, Source.BARE));
  }

  private Optional<Extracted> find(String completion, boolean mayBeOpen) {
    Optional<Extracted> boxed = boxed(completion, mayBeOpen);
    if (options.source() == MathOptions.Source.BOXED_ONLY) {
      return boxed;
    }
    String text = withoutContinuation(tail(completion));
    StatedAnswer stated = new StatedAnswer(text);
    int lastBox = lastBox(text);
    Optional<Extracted> tagged = AnswerTag.last(text, lastBox, options);
    if (tagged.isPresent()) {
      return tagged;
    }
    Optional<Extracted> afterBox = stated.findAfter(lastBox);
    if (boxed.isPresent()) {
      return afterBox.isPresent() && lastBox >= 0 ? afterBox : boxed;
    }
    Optional<Extracted> found = stated.find();
    if (found.isPresent() || options.source() == MathOptions.Source.STATED) {
      return found;
    }
    return new Fallback(text).find();
  }

  /** The place after the last box of the text that is looked at, or -1. */
  private static int lastBox(String text) {
    List<Box> boxes = BoxScan.in(text, false);
    return boxes.isEmpty() ? -1 : boxes.get(boxes.size() - 1).end();
  }

  private static String withoutContinuation(String text) {
    int end = text.length();
    for (String continuation : CONTINUATIONS) {
      int at = text.indexOf(continuation, Math.min(10, text.length()));
      end = at < 0 ? end : Math.min(end, at);
    }
    return text.substring(0, end);
  }

  private static String tail(String text) {
    return text.length() <= TAIL_CHARS ? text : text.substring(text.length() - TAIL_CHARS);
  }

  private Optional<Extracted> boxed(String text, boolean mayBeOpen) {
    List<Box> boxes = BoxScan.in(text, mayBeOpen);
    if (boxes.isEmpty()) {
      return Optional.empty();
    }
    int last = boxes.size() - 1;
    if (options.boxes() == BoxPolicy.FIRST) {
      return Optional.of(new Extracted(boxes.get(0).content(), Source.BOXED));
    }
    int first = last;
    while (options.boxes() == BoxPolicy.LAST_JOINED
        && first > 0
        && isJoined(text.substring(boxes.get(first - 1).end(), boxes.get(first).start()))) {
      first--;
    }
    StringBuilder joined = new StringBuilder();
    for (Box box : boxes.subList(first, last + 1)) {
      joined.append(joined.isEmpty() ? "" : ", ").append(box.content());
    }
    return Optional.of(new Extracted(joined.toString(), Source.BOXED));
  }

  /** Whether what stands between two boxes makes them one list. */
  static boolean isJoined(String between) {
    if (between.length() > MAX_CHARS_BETWEEN || between.contains(". ") || between.contains(".\n")) {
      return false;
    }
    String plain = between.replaceAll("\\\\(?:text|quad|qquad|mathrm|textbf)\\b", " ");
    List<String> words =
        WORD.matcher(plain).results().map(w -> w.group().toLowerCase(Locale.ROOT)).toList();
    if (words.isEmpty()) {
      return !plain.contains("\n\n") && !plain.contains("=");
    }
    boolean hasJoint = words.stream().anyMatch(JOINTS::contains) || plain.contains(",");
    return hasJoint
        && words.size() <= MAX_WORDS_BETWEEN
        && words.stream().noneMatch(BREAKS::contains);
  }
}
