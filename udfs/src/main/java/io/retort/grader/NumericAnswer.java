package io.retort.grader;

import io.retort.grader.math.Rational;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rational number.
 *
 * <p>The name left of a single {@code =} is free: {@code x = 5} and {@code f(2) = 5} are 5. A
 * percent sign binds only where both sides have one: {@code 35\%} equals 35 and 7/20 alike, because
 * problems ask "what percent" and answers drop or resolve the sign at will.
 *
 * @param text the plain text that was read
 * @param value what stands before the percent sign, if there is one
 */
record NumericAnswer(String text, Rational value, boolean isPercent) implements Answer {

  private static final Rational HUNDRED = Rational.of(100, 1);

  /** A letter, word or command, with a subscript or an argument: x, \theta, a_{10}, f(x). */
  private static final String NAME =
      "\\\\?[A-Za-z]+(?:_(?:[A-Za-z0-9]|\\{[A-Za-z0-9]+\\}))?(?:\\([A-Za-z0-9]\\))?";

  private static final Pattern FORM =
      Pattern.compile("(?:" + NAME + "=)?(?<number>[^=%]+)(?<percent>%?)");

  /** Reads {@code plain}, which came from {@link LatexText}; empty if it is no number. */
  static Optional<Answer> read(String plain, String text) {
    Matcher form = FORM.matcher(plain);
    if (!form.matches()) {
      return Optional.empty();
    }
    boolean isPercent = !form.group("percent").isEmpty();
    return NumberForms.read(form.group("number"))
        .map(value -> new NumericAnswer(text, value, isPercent));
  }

  @Override
  public String canonical() {
    return value.toString();
  }

  @Override
  public String shown() {
    return isPercent ? value + "%" : value.toString();
  }

  @Override
  public boolean isSameAs(Answer other) {
    return text.equals(other.text())
        || (other instanceof NumericAnswer number
            && (value.equals(number.value) || asFraction().equals(number.asFraction())));
  }

  private Rational asFraction() {
    return isPercent ? value.dividedBy(HUNDRED) : value;
  }
}
