package io.retort.grader.math;

import java.text.Normalizer;
import java.util.Locale;

/** What characters beyond ASCII stand for in mathematics, where Unicode itself says so. */
final class Unicode {

  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣ";
  private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₙᵢₖₘₓ";
  private static final String RAISED_ON_LINE = "0123456789+-()nix";
  private static final String LOWERED_ON_LINE = "0123456789+-()nikmx";

  private Unicode() {}

  static boolean isScript(char c) {
    return isRaised(c) || LOWERED.indexOf(c) >= 0;
  }

  static boolean isRaised(char c) {
    return RAISED.indexOf(c) >= 0;
  }

  /** The character that a raised or lowered one is. */
  static char onTheLine(char c) {
    return isRaised(c)
        ? RAISED_ON_LINE.charAt(RAISED.indexOf(c))
        : LOWERED_ON_LINE.charAt(LOWERED.indexOf(c));
  }

  /** ⅜ as \frac{3}{8}, ∛ as \sqrt[3], λ as \lambda; empty for any other character. */
  static String inLatex(char c) {
    if (c == '∛' || c == '∜') {
      return c == '∛' ? "\\sqrt[3]" : "\\sqrt[4]";
    }
    if (Character.getType(c) == Character.OTHER_NUMBER) {
      String[] parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC).split("⁄", 2);
      return parts.length == 2 ? "\\frac{" + parts[0] + "}{" + parts[1] + "}" : "";
    }
    return c >= 'Α' && c <= 'ω' ? greek(c) : "";
  }

  /** "GREEK SMALL LETTER LAMDA" is \lambda. */
  private static String greek(char c) {
    String[] words = Character.getName(c).split(" ", -1);
    String name = words[words.length - 1].toLowerCase(Locale.ROOT).replace("lamda", "lambda");
    boolean isCapital = words[1].equals("CAPITAL");
    String command =
        isCapital ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name;
    return Vocabulary.GREEK.contains(command) ? "\\" + command + " " : "";
  }

  /** Full-width letters, digits and signs, as Chinese texts have them, in their usual width. */
  static String usualWidth(String text) {
    boolean isUsual = text.chars().noneMatch(c -> c >= '！' && c <= '～');
    if (isUsual) {
      return text;
    }
    StringBuilder usual = new StringBuilder(text);
    for (int i = 0; i < usual.length(); i++) {
      char c = usual.charAt(i);
      if (c >= '！' && c <= '～') {
        usual.setCharAt(i, (char) (c - '！' + '!'));
      }
    }
    return usual.toString();
  }
}
