package io.retort.grader.math;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names and words with a meaning of their own in answers. */
final class Vocabulary {

  /** Functions that are applied to what follows them. */
  static final Set<String> FUNCTIONS =
      Set.of(
          "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "arccot",
          "arcsec", "arccsc", "asin", "acos", "atan", "sinh", "cosh", "tanh", "coth", "sech",
          "csch", "arsinh", "arcosh", "artanh", "arcoth", "arccoth", "tg", "ctg", "arctg",
          "arcsinh", "arccosh", "arctanh", "asinh", "acosh", "atanh", "ln", "log", "lg", "exp",
          "sqrt", "cbrt", "max", "min", "gcd", "lcm", "det", "floor", "ceil", "abs", "Re", "Im",
          "arg", "cis", "lim", "sup", "inf", "dim", "ker", "deg", "sgn", "tr");

  private static final Map<String, String> SAME_FUNCTION =
      Map.ofEntries(
          Map.entry("asin", "arcsin"),
          Map.entry("acos", "arccos"),
          Map.entry("atan", "arctan"),
          Map.entry("arsinh", "arcsinh"),
          Map.entry("arcosh", "arccosh"),
          Map.entry("artanh", "arctanh"),
          Map.entry("arcoth", "arccoth"),
          Map.entry("tg", "tan"),
          Map.entry("ctg", "cot"),
          Map.entry("arctg", "arctan"),
          Map.entry("asinh", "arcsinh"),
          Map.entry("acosh", "arccosh"),
          Map.entry("atanh", "arctanh"),
          Map.entry("ceiling", "ceil"));

  /** Commands that take one argument and change its type face only. */
  static final Set<String> TYPE_FACES =
      Set.of(
          "mathrm",
          "mathbf",
          "mathit",
          "mathsf",
          "mathtt",
          "mathcal",
          "mathfrak",
          "boldsymbol",
          "bm",
          "operatorname",
          "rm",
          "bf",
          "it",
          "vec",
          "mathnormal",
          "overrightarrow",
          "textcircled",
          "underline",
          "bold");

  /** Commands whose argument is words. */
  static final Set<String> TEXTS =
      Set.of(
          "text",
          "textbf",
          "textit",
          "textrm",
          "textnormal",
          "textsf",
          "texttt",
          "mbox",
          "hbox",
          "emph",
          "textsc");

  /** Commands that are only dress. */
  static final Set<String> DROPPED =
      Set.of(
          "left",
          "right",
          "big",
          "Big",
          "bigg",
          "Bigg",
          "bigl",
          "bigr",
          "Bigl",
          "Bigr",
          "biggl",
          "biggr",
          "Biggl",
          "Biggr",
          "middle",
          "displaystyle",
          "textstyle",
          "scriptstyle",
          "limits",
          "nolimits",
          "boxed",
          "fbox",
          "quad",
          "qquad",
          "thinspace",
          "nonumber",
          "phantom",
          "hline",
          "enspace",
          "space",
          "newline",
          "boxdot");

  static final Set<String> FRACTIONS = Set.of("frac", "dfrac", "tfrac", "cfrac", "nicefrac");

  static final Set<String> BINOMIALS = Set.of("binom", "dbinom", "tbinom", "choose");

  static final Set<String> GREEK =
      Set.of(
          "alpha",
          "beta",
          "gamma",
          "delta",
          "epsilon",
          "varepsilon",
          "zeta",
          "eta",
          "theta",
          "vartheta",
          "iota",
          "kappa",
          "lambda",
          "mu",
          "nu",
          "xi",
          "rho",
          "sigma",
          "tau",
          "upsilon",
          "phi",
          "varphi",
          "chi",
          "psi",
          "omega",
          "Gamma",
          "Delta",
          "Theta",
          "Lambda",
          "Xi",
          "Pi",
          "Sigma",
          "Upsilon",
          "Phi",
          "Psi",
          "Omega",
          "ell",
          "hbar",
          "partial",
          "nabla",
          "angle",
          "triangle",
          "aleph",
          "imath",
          "odot",
          "star",
          "square",
          "Box");

  /** Commands that the parser knows by themselves. */
  static final Set<String> OTHERS =
      Set.of(
          "pi",
          "sqrt",
          "infty",
          "emptyset",
          "varnothing",
          "reals",
          "top",
          "intercal",
          "nexists",
          "begin",
          "end",
          "overline",
          "bar",
          "hat",
          "tilde",
          "dot",
          "ddot",
          "widehat",
          "sum",
          "prod",
          "int",
          "iint",
          "oint",
          "mathbb",
          "mod",
          "pmod",
          "bmod",
          "forall",
          "exists",
          "neg",
          "lnot",
          "textcircled",
          "stackrel",
          "underset",
          "overset",
          "not",
          "textasciicircum",
          "oslash");

  static final Set<String> BIG_OPERATORS = Set.of("sum", "prod", "int", "iint", "oint", "lim");

  private static final Set<String> CONNECTORS =
      Set.of("and", "or", "et", "ou", "und", "oder", "y", "o", "和", "或", "以及", "与", "و", "أو");

  /** Small numbers that answers spell out. */
  private static final Map<String, Number> NUMBER_WORDS =
      Map.ofEntries(
          Map.entry("zero", 0),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("forty", 40),
          Map.entry("fifty", 50),
          Map.entry("sixty", 60),
          Map.entry("seventy", 70),
          Map.entry("eighty", 80),
          Map.entry("ninety", 90),
          Map.entry("dozen", 12),
          Map.entry("hundred", 100),
          Map.entry("thousand", 1_000),
          Map.entry("million", 1_000_000),
          Map.entry("billion", 1_000_000_000),
          Map.entry("trillion", 1_000_000_000_000L));

  /** Words of two letters that start or join sentences and are no likely products. */
  private static final Set<String> SHORT_WORDS =
      Set.of("is", "It", "it", "We", "we", "So", "so", "of", "to", "To", "be", "He", "he", "If");

  private static final Set<String> COMMON_WORDS =
      Set.of(
          "yes", "odd", "all", "any", "one", "two", "six", "ten", "red", "the", "not", "men", "day",
          "sum", "set", "none", "for", "are", "now", "boy", "both", "max", "min", "his", "her",
          "dog", "cat", "sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private Vocabulary() {}

  static String function(String name) {
    return SAME_FUNCTION.getOrDefault(name, name);
  }

  static boolean isConnector(String word) {
    return CONNECTORS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** The value of a number word, or -1. */
  static long numberWord(String word) {
    return NUMBER_WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), -1).longValue();
  }

  static boolean isCommand(String name) {
    return FUNCTIONS.contains(name)
        || TYPE_FACES.contains(name)
        || TEXTS.contains(name)
        || DROPPED.contains(name)
        || FRACTIONS.contains(name)
        || BINOMIALS.contains(name)
        || GREEK.contains(name)
        || OTHERS.contains(name)
        || !Signs.ofCommand(name).isEmpty();
  }

  /**
   * Whether a run of letters is one word, not a product of names. Four letters or more are one
   * unless they run through the alphabet, as abcd does; three if they are a common word.
   */
  static boolean isWord(String letters) {
    if (letters.length() < 3) {
      return SHORT_WORDS.contains(letters);
    }
    if (letters.length() == 3) {
      return COMMON_WORDS.contains(letters.toLowerCase(Locale.ROOT));
    }
    for (int i = 1; i < letters.length(); i++) {
      if (letters.charAt(i) <= letters.charAt(i - 1)) {
        return true;
      }
    }
    return false;
  }
}
