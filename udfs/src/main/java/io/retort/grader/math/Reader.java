package io.retort.grader.math;

import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?::(\\d{2}))?([ap])\\.?m\\.?");

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
    return phrase != null ? List.of(phrase) : parsed(text);
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

  private List<Expr> parsed(String text) {
    List<Expr> readings = new ArrayList<>();
    if (Words.isDecision(Dress.plainWords(text))) {
      return List.of(new Text(Words.decision(Dress.plainWords(text))));
    }
    boolean isAmbiguous = parse(text, false, readings);
    if (isAmbiguous) {
      parse(text, true, readings);
    }
    return readings.isEmpty()
        ? List.of(new Text(Words.decision(Dress.plainWords(text))))
        : readings;
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

  private static @org.jspecify.annotations.Nullable Expr phrase(String text) {
    if (text.length() > 60) {
      return null;
    }
    String words = Words.key(Dress.plainWords(text));
    Expr known = PHRASES.get(words);
    if (known != null) {
      return known;
    }
    Matcher time = TIME.matcher(Dress.plainWords(text).toLowerCase(Locale.ROOT).replace(" ", ""));
    if (time.matches()) {
      String minutes = time.group(2) == null ? "00" : time.group(2);
      return new Text(Integer.parseInt(time.group(1)) + ":" + minutes + time.group(3) + "m");
    }
    return NumberWords.read(words);
  }

  private static Map<String, Expr> phrases() {
    Expr reals =
        Expr.node(
            Expr.TUPLE, new Algebra(Work.perRow()).negate(Constants.INFINITY), Constants.INFINITY);
    Expr none = Expr.node(Expr.SET);
    Expr undefined = new Text("undefined");
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
        Map.entry("real numbers", reals),
        Map.entry("does not exist", undefined),
        Map.entry("dne", undefined),
        Map.entry("undefined", undefined),
        Map.entry("true", new Text("true")),
        Map.entry("yes", new Text("true")),
        Map.entry("correct", new Text("true")),
        Map.entry("false", new Text("false")),
        Map.entry("no", new Text("false")),
        Map.entry("incorrect", new Text("false")),
        Map.entry("infinity", Constants.INFINITY));
  }
}
