package io.retort.grader.math;

import java.util.Map;
import java.util.Set;

/** How LaTeX commands and Unicode characters are spelled as the signs of {@link Token}. */
final class Signs {

  static final String AND = "and";

  /** Between propositions these matter; between values both are an {@link #AND}. */
  static final String BOTH = "∧";

  static final String EITHER = "∨";
  static final String OPEN_SET = "\\{";
  static final String CLOSE_SET = "\\}";
  static final String NEW_ROW = "\\\\";
  static final String MONEY = "$";

  /** Signs that relate two terms. */
  static final Set<String> RELATIONS =
      Set.of("=", "<", ">", "≤", "≥", "≠", "≈", "∈", "∉", "≡", "⊂", "→", "↦", "∝", "⊥", "∥");

  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("times", "*"),
          Map.entry("cdot", "*"),
          Map.entry("ast", "*"),
          Map.entry("bullet", "*"),
          Map.entry("div", "/"),
          Map.entry("over", "/"),
          Map.entry("le", "≤"),
          Map.entry("leq", "≤"),
          Map.entry("leqslant", "≤"),
          Map.entry("leqq", "≤"),
          Map.entry("ge", "≥"),
          Map.entry("geq", "≥"),
          Map.entry("geqslant", "≥"),
          Map.entry("geqq", "≥"),
          Map.entry("ne", "≠"),
          Map.entry("neq", "≠"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("approx", "≈"),
          Map.entry("simeq", "≈"),
          Map.entry("doteq", "≈"),
          Map.entry("sim", "≈"),
          Map.entry("in", "∈"),
          Map.entry("notin", "∉"),
          Map.entry("equiv", "≡"),
          Map.entry("cong", "≡"),
          Map.entry("subset", "⊂"),
          Map.entry("subseteq", "⊂"),
          Map.entry("to", "→"),
          Map.entry("rightarrow", "→"),
          Map.entry("longrightarrow", "→"),
          Map.entry("mapsto", "↦"),
          Map.entry("Rightarrow", "→"),
          Map.entry("implies", "→"),
          Map.entry("iff", "→"),
          Map.entry("Leftrightarrow", "→"),
          Map.entry("propto", "∝"),
          Map.entry("perp", "⊥"),
          Map.entry("parallel", "∥"),
          Map.entry("cup", "∪"),
          Map.entry("bigcup", "∪"),
          Map.entry("cap", "∩"),
          Map.entry("setminus", "\\"),
          Map.entry("backslash", "\\"),
          Map.entry("pm", "±"),
          Map.entry("mp", "∓"),
          Map.entry("mid", "|"),
          Map.entry("vert", "|"),
          Map.entry("lvert", "|"),
          Map.entry("rvert", "|"),
          Map.entry("Vert", "|"),
          Map.entry("colon", ":"),
          Map.entry("langle", "⟨"),
          Map.entry("rangle", "⟩"),
          Map.entry("lbrace", OPEN_SET),
          Map.entry("rbrace", CLOSE_SET),
          Map.entry("lbrack", "["),
          Map.entry("rbrack", "]"),
          Map.entry("lfloor", "⌊"),
          Map.entry("rfloor", "⌋"),
          Map.entry("lceil", "⌈"),
          Map.entry("rceil", "⌉"),
          Map.entry("cr", NEW_ROW),
          Map.entry("circ", "°"),
          Map.entry("degree", "°"),
          Map.entry("prime", "'"),
          Map.entry("ldots", "…"),
          Map.entry("dots", "…"),
          Map.entry("cdots", "…"),
          Map.entry("dotsc", "…"),
          Map.entry("dotsb", "…"),
          Map.entry("dotsm", "…"),
          Map.entry("land", BOTH),
          Map.entry("wedge", BOTH),
          Map.entry("lor", EITHER),
          Map.entry("vee", EITHER));

  private static final Map<Character, String> CHARACTERS =
      Map.ofEntries(
          Map.entry('\u2212', "-"),
          Map.entry('\u2013', "-"),
          Map.entry('\u2010', "-"),
          Map.entry('\u2011', "-"),
          Map.entry('\u2014', "-"),
          Map.entry('×', "*"),
          Map.entry('·', "*"),
          Map.entry('⋅', "*"),
          Map.entry('∗', "*"),
          Map.entry('÷', "/"),
          Map.entry('∕', "/"),
          Map.entry('≤', "≤"),
          Map.entry('⩽', "≤"),
          Map.entry('≥', "≥"),
          Map.entry('⩾', "≥"),
          Map.entry('≠', "≠"),
          Map.entry('≈', "≈"),
          Map.entry('≡', "≡"),
          Map.entry('∈', "∈"),
          Map.entry('∉', "∉"),
          Map.entry('⊥', "⊥"),
          Map.entry('∥', "∥"),
          Map.entry('∝', "∝"),
          Map.entry('⊂', "⊂"),
          Map.entry('∪', "∪"),
          Map.entry('∩', "∩"),
          Map.entry('∖', "\\"),
          Map.entry('±', "±"),
          Map.entry('∓', "∓"),
          Map.entry('∣', "|"),
          Map.entry('°', "°"),
          Map.entry('º', "°"),
          Map.entry('∘', "°"),
          Map.entry('′', "'"),
          Map.entry('’', "'"),
          Map.entry('…', "…"),
          Map.entry('→', "→"),
          Map.entry('⇒', "→"),
          Map.entry('↦', "↦"),
          Map.entry('⟨', "⟨"),
          Map.entry('⟩', "⟩"),
          Map.entry('⁄', "/"),
          Map.entry('¢', "¢"),
          Map.entry('⌊', "⌊"),
          Map.entry('⌋', "⌋"),
          Map.entry('⌈', "⌈"),
          Map.entry('⌉', "⌉"),
          Map.entry('∧', BOTH),
          Map.entry('∨', EITHER),
          Map.entry('、', ","),
          Map.entry('،', ","),
          Map.entry('؛', ";"),
          Map.entry('€', "€"),
          Map.entry('£', "£"),
          Map.entry('¥', "¥"),
          Map.entry('₹', "₹"));

  /** Characters that are commands. */
  private static final Map<Character, String> NAMES =
      Map.of(
          'π',
          "pi",
          '√',
          "sqrt",
          '∞',
          "infty",
          '∅',
          "emptyset",
          'ø',
          "emptyset",
          'Ø',
          "emptyset",
          'ℝ',
          "reals",
          'ℤ',
          "mathbbZ",
          'ℕ',
          "mathbbN",
          'ℚ',
          "mathbbQ");

  /** Codes that stand before an amount of money. */
  private static final Map<String, String> CURRENCIES =
      Map.of("USD", MONEY, "EUR", "€", "GBP", "£", "INR", "₹", "Rs", "₹");

  private Signs() {}

  /** The sign a command stands for; empty if it stands for none. */
  static String ofCommand(String name) {
    return COMMANDS.getOrDefault(name, "");
  }

  static String ofCharacter(char c) {
    return CHARACTERS.getOrDefault(c, "");
  }

  /** The sign of a currency's code; empty if it is none. */
  static String ofCurrency(String code) {
    return CURRENCIES.getOrDefault(code, "");
  }

  /** The command a character stands for; empty if it stands for none. */
  static String commandOfCharacter(char c) {
    return NAMES.getOrDefault(c, "");
  }
}
