package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer or a target into trees.
 *
 * <p>Most answers have one reading. {@code 1,234} has two, a number and a list; what is no
 * mathematics is read as words.
 */
final class Reader {

  /** Deepest recursion of the parser, three for each bracket; later ones stay within it. */
  static final int MAX_DEPTH = 360;

  /** Longest answer that is read at all. */
  static final int MAX_CHARS = 10_000;

  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?\\d{1,9}\\.\\d{1,9}");

  /** The letter of an option before what it says. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?:\\\\(?:text|textbf|mathrm|mathbf)\\{\\s{0,3}\\([A-J]\\)[\\s~]{0,3}\\}|\\([A-J]\\)(?=\\s))[\\s~]{0,9}(?=[-\\d\\\\$])");

  /** Letters that may be a product of names or one word. */
  private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]{2,}");

  private static final Pattern ENGINEERS_I =
      Pattern.compile("\\d\\s?j(?![a-z])|(?<![a-z])j(?:\\d|\\\\sqrt)");

  private static final Map<String, Expr> PHRASES = phrases();

  private final Work work;

  Reader(Work work) {
    this.work = work;
  }

  /** The readings of an answer, likeliest first; never empty. */
  List<Expr> read(String answer) {
    String text = Dress.off(answer);
    work.spend(1 + answer.length() / 8);
    if (PLAIN_NUMBER.matcher(text).matches()) {
      return List.of(Expr.num(Long.parseLong(text)));
    }
    if (PLAIN_DECIMAL.matcher(text).matches()) {
      return List.of(new Num(decimal(text)));
    }
    Expr phrase = phrase(text);
    if (phrase != null) {
      return List.of(phrase);
    }
    List<Expr> readings = parsed(text, Notation.inLatex(text));
    Matcher option = OPTION.matcher(text);
    if (option.lookingAt()) {
      String content = text.substring(option.end());
      readings = new ArrayList<>(readings);
      readings.addAll(parsed(content, Notation.inLatex(content)));
    }
    return readings;
  }

  private static Rational decimal(String text) {
    int point = text.indexOf('.');
    long unscaled = Long.parseLong(text.substring(0, point) + text.substring(point + 1));
    long scale = 1;
    for (int i = text.length() - point - 1; i > 0; i--) {
      scale *= 10;
    }
    return Rational.of(unscaled, scale);
  }

  private List<Expr> parsed(String source, String text) {
    List<Expr> readings = new ArrayList<>();
    if (Words.isDecision(Dress.plainWords(text))) {
      return List.of(new Text(Words.decision(Dress.plainWords(text))));
    }
    boolean isAmbiguous = parse(text, false, readings);
    if (isAmbiguous) {
      parse(text, true, readings);
    }
    if (!readings.isEmpty()
        && (Phrasing.saysOtherwise(source) || source.contains("or"))
        && readings.get(0) instanceof Node list
        && isOneTwice(list)) {
      readings.set(0, list.arg(0));
    }
    if (text.contains("and") && !readings.isEmpty()) {
      addMixedNumber(readings);
    }
    if (ENGINEERS_I.matcher(text).find() && !readings.isEmpty()) {
      addComplexNumber(readings);
    }
    if (text.length() < 30 && WORD.matcher(text).matches()) {
      readings.add(new Text(text.toLowerCase(Locale.ROOT)));
    }
    return readings.isEmpty()
        ? List.of(new Text(Words.decision(Dress.plainWords(text))))
        : readings;
  }

  /** 3 + 4j may be in the name j or a complex number as engineers write it; it is read as both. */
  private void addComplexNumber(List<Expr> readings) {
    Expr named = readings.get(0);
    if (Relations.names(named).equals(Set.of("j"))) {
      readings.add(
          Substitution.of(named, new Expr.Sym("j"), Constants.IMAGINARY, new Algebra(work)));
    }
  }

  private static boolean isOneTwice(Node list) {
    return list.is(Expr.LIST) && list.args().stream().distinct().count() == 1;
  }

  /** 2 and 1/3 may be two values or one; it is read as both. */
  private void addMixedNumber(List<Expr> readings) {
    if (readings.get(0) instanceof Node list
        && list.is(Expr.LIST)
        && list.args().size() == 2
        && list.arg(0) instanceof Num whole
        && list.arg(1) instanceof Num part
        && whole.value().isInteger()
        && whole.value().signum() > 0
        && part.value().signum() > 0
        && part.value().compareTo(Rational.ONE) < 0) {
      readings.add(new Num(whole.value().plus(part.value())));
    }
  }

  /** Adds the reading if there is one; returns whether there is an alternative to it. */
  private boolean parse(String text, boolean isAlternative, List<Expr> readings) {
    Lexer lexer = new Lexer(text, isAlternative, work);
    try {
      readings.add(AnswerParser.parse(lexer.tokens(), work));
    } catch (UnreadableException e) {
      return lexer.isAmbiguous();
    }
    return lexer.isAmbiguous();
  }

  private static @Nullable Expr phrase(String text) {
    if (text.length() > 60) {
      return null;
    }
    String words = Words.key(Dress.plainWords(text));
    Expr known = PHRASES.get(words);
    if (known != null) {
      return known;
    }
    String plain = Dress.plainWords(text);
    Expr time = ClockTimes.read(plain.toLowerCase(Locale.ROOT).replace(" ", ""));
    if (time != null) {
      return time;
    }
    Expr date = Dates.read(plain);
    if (date != null) {
      return date;
    }
    Expr numeral = Numerals.read(plain);
    if (numeral == null) {
      numeral = RomanNumerals.read(plain);
    }
    return numeral != null ? numeral : counted(startsWithArticle(plain) ? "a " + words : words);
  }

  /** A third is a part, third an ordinal. */
  private static boolean startsWithArticle(String text) {
    return text.startsWith("a ") || text.startsWith("A ");
  }

  /** A number in words, with its unit if one follows; null if it is none. */
  private static @Nullable Expr counted(String words) {
    Num number = NumberWords.read(words);
    int unit = words.lastIndexOf(' ') + 1;
    String name = words.substring(unit);
    if (number != null || unit == 0) {
      return number;
    }
    boolean isPercent = name.equals("percent");
    boolean isUnit = isPercent || Unit.named(name).isPresent();
    Num amount = isUnit ? NumberWords.read(words.substring(0, unit - 1)) : null;
    if (amount == null) {
      return null;
    }
    return isPercent
        ? Expr.node(Expr.PERCENT, amount)
        : Expr.node(Expr.UNIT, amount, new Text(name));
  }

  private static Map<String, Expr> phrases() {
    Expr reals = Constants.REALS;
    Expr positive = Expr.node(Expr.TUPLE, Constants.ZERO, Constants.INFINITY);
    Expr nonnegative = Expr.node(Expr.RIGHT_OPEN, Constants.ZERO, Constants.INFINITY);
    Expr none = Expr.node(Expr.SET);
    Expr undefined = new Text("undefined");
    Expr many = new Text("infinitely many");
    return Map.ofEntries(
        Map.entry("no solution", none),
        Map.entry("no solutions", none),
        Map.entry("no real solution", none),
        Map.entry("no real solutions", none),
        Map.entry("no solution exists", none),
        Map.entry("there is no solution", none),
        Map.entry("there are no solutions", none),
        Map.entry("none", none),
        Map.entry("empty set", none),
        Map.entry("all real numbers", reals),
        Map.entry("all reals", reals),
        Map.entry("all integers", numberSet("Z")),
        Map.entry("integers", numberSet("Z")),
        Map.entry("set of integers", numberSet("Z")),
        Map.entry("set of all integers", numberSet("Z")),
        Map.entry("all natural numbers", numberSet("N")),
        Map.entry("natural numbers", numberSet("N")),
        Map.entry("set of real numbers", reals),
        Map.entry("set of all real numbers", reals),
        Map.entry("empty", none),
        Map.entry("no such number exists", none),
        Map.entry("once", Constants.ONE),
        Map.entry("twice", Expr.num(2)),
        Map.entry("thrice", Expr.num(3)),
        Map.entry("real numbers", reals),
        Map.entry("all positive real numbers", positive),
        Map.entry("all positive reals", positive),
        Map.entry("positive real numbers", positive),
        Map.entry("all nonnegative real numbers", nonnegative),
        Map.entry("all non negative real numbers", nonnegative),
        Map.entry("infinitely many solutions", many),
        Map.entry("infinite number of solutions", many),
        Map.entry("infinite solutions", many),
        Map.entry("limit does not exist", undefined),
        Map.entry("not defined", undefined),
        Map.entry("converges", new Text("convergent")),
        Map.entry("diverges", new Text("divergent")),
        Map.entry(
            "noon", new Node(Expr.CLOCK, List.of(Expr.num(12), Constants.ZERO, new Text("pm")))),
        Map.entry(
            "midnight",
            new Node(Expr.CLOCK, List.of(Expr.num(12), Constants.ZERO, new Text("am")))),
        Map.entry("no solutions exist", none),
        Map.entry("no real solutions exist", none),
        Map.entry("no real roots", none),
        Map.entry("there are no real solutions", none),
        Map.entry("there is no real solution", none),
        Map.entry("does not exist", undefined),
        Map.entry("dne", undefined),
        Map.entry("d n e", undefined),
        Map.entry("there are none", none),
        Map.entry("no such number", none),
        Map.entry("none of these", new Text("none of above")),
        Map.entry("\\nexists", undefined),
        Map.entry("undefined", undefined),
        Map.entry("true", new Text("true")),
        Map.entry("yes", new Text("true")),
        Map.entry("correct", new Text("true")),
        Map.entry("false", new Text("false")),
        Map.entry("no", new Text("false")),
        Map.entry("incorrect", new Text("false")),
        Map.entry("infinity", Constants.INFINITY));
  }

  private static Expr numberSet(String letter) {
    return new Expr.Sym("\\mathbb" + letter);
  }
}
