package io.retort.grader;

import io.retort.grader.extract.Extracted;
import io.retort.grader.extract.OptionFinder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target that is one of several options.
 *
 * @param letter its letter, a capital
 * @param content what the option says; empty if the target is the letter alone
 */
record ChoiceTarget(String letter, String content) {

  /** (C), C, C., (C) twelve, C. twelve, C: twelve, C Cecile; a small letter only in brackets. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\(\\s*([A-Za-z])\\s*\\)|([A-Z])\\s*[.):]|([A-Z])(?=$|\\s+\\p{Lu}\\p{Ll}))\\s*(.*)",
          Pattern.DOTALL);

  /** Option B, answer: b. */
  private static final Pattern NAMED =
      Pattern.compile("^(?i:option|choice|answer)\\s*:?\\s*\\(?([A-Ja-j])\\)?(?=\\s*$|[.:]\\s)");

  private static final Pattern DRESS =
      Pattern.compile("\\\\(?:text|textbf|textrm|mathrm|mathbf|mbox|bf|rm|left|right)\\b|[{}$~]");

  /** Reads a target; empty if it is no option. */
  static Optional<ChoiceTarget> of(String target) {
    if (target.length() > 500) {
      return Optional.empty();
    }
    String plain = DRESS.matcher(target).replaceAll("").strip();
    Matcher form = FORM.matcher(NAMED.matcher(plain).replaceFirst("($1)"));
    if (!form.matches()) {
      return Optional.empty();
    }
    String letter =
        form.group(1) != null
            ? form.group(1)
            : form.group(2) != null ? form.group(2) : form.group(3);
    String content = form.group(4).strip();
    boolean isProduct =
        form.group(1) != null
            && !content.isEmpty()
            && !content.matches("(?s)\\p{L}{2,}.*|.*\\s.*|-?\\d.*");
    return isProduct
        ? Optional.empty()
        : Optional.of(
            new ChoiceTarget(letter.toUpperCase(Locale.ROOT), content.equals(".") ? "" : content));
  }

  /** The verdict on a text that settles on a letter; empty if it does not. */
  Optional<Verdict> judge(String text, String target) {
    return OptionFinder.find(text).map(found -> verdict(found, target));
  }

  /**
   * The verdict on an answer that is a letter, alone or before its content; empty if it is none.
   */
  Optional<Verdict> judgeAnswer(String answer, String target) {
    return OptionFinder.ofLabel(answer).map(letter -> verdict(Extracted.bare(letter), target));
  }

  private Verdict verdict(Extracted found, String target) {
    boolean isSame = found.text().equals(letter);
    String explanation =
        "option "
            + found.text()
            + (isSame ? " is" : " is not")
            + " the target '"
            + Excerpt.of(target, 100)
            + "'";
    return isSame
        ? new Verdict.Correct(found.text(), explanation, found.source().word())
        : new Verdict.Wrong(found.text(), explanation, found.source().word());
  }
}
