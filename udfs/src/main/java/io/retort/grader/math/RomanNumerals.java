package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Roman numerals as whole answers, and the statements that they count: XIV, I and III only.
 *
 * <p>A single letter is a name, as is a product without I, V or X: CD may be a segment.
 */
final class RomanNumerals {

  private static final Pattern NUMERAL =
      Pattern.compile(
          "(?=[IVXLCDM]*[IVX])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})");

  private static final Pattern STATEMENTS =
      Pattern.compile("(?:[Ss]tatements? )?([IVX]+(?:(?:, and |, | and | & )[IVX]+)*)( only)?");

  private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
  private static final String[] LETTERS = {
    "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"
  };

  private RomanNumerals() {}

  /** Reads a whole text; null if it is neither a numeral nor a list of statements. */
  static @Nullable Expr read(String text) {
    if (text.length() > 1 && NUMERAL.matcher(text).matches()) {
      return number(text);
    }
    Matcher statements = STATEMENTS.matcher(text);
    if (!statements.matches()) {
      return null;
    }
    String[] numerals = statements.group(1).split("[ ,&]+(?:and )?", -1);
    List<Expr> numbers = new ArrayList<>();
    boolean isCount = statements.group(2) != null;
    for (String numeral : numerals) {
      if (!NUMERAL.matcher(numeral).matches()) {
        return null;
      }
      isCount |= numeral.length() > 1;
      numbers.add(number(numeral));
    }
    if (numbers.size() == 1) {
      return numerals[0].length() == 1 ? new Sym(numerals[0]) : numbers.get(0);
    }
    return isCount ? new Node(Expr.SET, numbers) : null;
  }

  private static Num number(String numeral) {
    int value = 0;
    String rest = numeral;
    for (int i = 0; i < VALUES.length; i++) {
      while (rest.startsWith(LETTERS[i])) {
        value += VALUES[i];
        rest = rest.substring(LETTERS[i].length());
      }
    }
    return Expr.num(value);
  }
}
