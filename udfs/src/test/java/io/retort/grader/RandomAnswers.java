package io.retort.grader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws answers of every kind, each with another spelling of the same value and an answer of
 * another value. What is equal or not follows from how the three are made, never from a grader.
 */
final class RandomAnswers {

  /** An answer, the same in other words, and a different one. */
  record Triple(String answer, String same, String different) {}

  private final Random random;

  RandomAnswers(long seed) {
    this.random = new Random(seed);
  }

  Triple next() {
    return switch (random.nextInt(23)) {
      case 0 -> integer();
      case 1 -> fraction();
      case 2 -> decimal();
      case 3 -> mixed();
      case 4 -> scientific();
      case 5 -> radical();
      case 6 -> multipleOfPi();
      case 7 -> complex();
      case 8 -> power();
      case 9 -> polynomial();
      case 10 -> rationalFunction();
      case 11 -> list();
      case 12 -> tuple();
      case 13 -> interval();
      case 14 -> matrix();
      case 15 -> equation();
      case 16 -> measure();
      case 17 -> trigonometric();
      case 18 -> logarithm();
      case 19 -> numeral();
      case 20 -> residue();
      case 21 -> union();
      default -> huge();
    };
  }

  private int small(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  private int nonZero(int size) {
    int value = small(1, size);
    return random.nextBoolean() ? value : -value;
  }

  @SafeVarargs
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String dressed(String answer) {
    return switch (random.nextInt(6)) {
      case 0 -> "$" + answer + "$";
      case 1 -> "\\(" + answer + "\\)";
      case 2 -> answer + ".";
      case 3 -> "{" + answer + "}";
      case 4 -> " " + answer + " ";
      default -> answer;
    };
  }

  private Triple integer() {
    long value = random.nextLong(-10_000_000, 10_000_000);
    String plain = Long.toString(value);
    String grouped = String.format("%,d", value);
    String same =
        oneOf(
            grouped,
            grouped.replace(",", "{,}"),
            grouped.replace(",", "\\,"),
            grouped.replace(",", ",\\!"),
            plain + ".0",
            "\\frac{" + 3 * value + "}{3}",
            (value - 17) + "+17",
            "x=" + plain,
            "\\text{" + plain + "}");
    return new Triple(plain, dressed(same), dressed(Long.toString(value + nonZero(5))));
  }

  private static String fraction(long over, long under) {
    return "\\frac{" + over + "}{" + under + "}";
  }

  private Triple fraction() {
    int over = nonZero(500);
    int under = small(2, 300);
    int factor = small(2, 12);
    String same =
        oneOf(
            fraction((long) over * factor, (long) under * factor),
            over + "/" + under,
            "\\dfrac{" + over + "}{" + under + "}",
            "-" + fraction(-over, under),
            fraction(-over, -under),
            fraction(over - under, under) + "+1",
            over + "\\cdot" + fraction(1, under));
    // over/under + 1/(1000 under), within a per-mille of it or so
    String near = fraction(1000L * over + nonZero(1), 1000L * under);
    return new Triple(fraction(over, under), dressed(same), dressed(near));
  }

  private Triple decimal() {
    int digits = nonZero(99_999);
    String value = String.format("%.3f", digits / 1000.0);
    String same = oneOf(value + "0", fraction(digits, 1000), value + "\\times 10^{0}", "+" + value);
    same = same.replace("+-", "-");
    return new Triple(value, dressed(same), String.format("%.4f", digits / 1000.0 + 0.0001));
  }

  private Triple mixed() {
    int whole = small(1, 40);
    int under = small(2, 20);
    int over = small(1, under - 1);
    String value = fraction((long) whole * under + over, under);
    String same =
        oneOf(
            whole + "\\frac{" + over + "}{" + under + "}",
            whole + " " + over + "/" + under,
            whole + " \\tfrac{" + over + "}{" + under + "}");
    return new Triple(value, dressed(same), fraction((long) whole * over, under) + "+1/97");
  }

  private Triple scientific() {
    int mantissa = small(11, 99);
    int exponent = nonZero(30);
    String value = mantissa / 10 + "." + mantissa % 10 + " \\times 10^{" + exponent + "}";
    String same =
        oneOf(
            mantissa + " \\cdot 10^{" + (exponent - 1) + "}",
            mantissa / 10 + "." + mantissa % 10 + "e" + exponent,
            mantissa / 10 + "." + mantissa % 10 + "\\times10^{" + exponent + "}");
    String different = mantissa + " \\cdot 10^{" + exponent + "}";
    return new Triple(value, dressed(same), dressed(different));
  }

  private Triple radical() {
    int outer = nonZero(9);
    int square = small(2, 6);
    int radicand = oneOf(2, 3, 5, 6, 7, 10, 11, 13);
    int shift = nonZero(9);
    String value = shift + "+" + outer * square + "\\sqrt{" + radicand + "}";
    String same =
        oneOf(
            outer + "\\sqrt{" + square * square * radicand + "}+" + shift,
            outer * square + "\\cdot " + radicand + "^{1/2}+" + shift,
            shift + "-" + "\\left(" + -outer * square + "\\right)\\sqrt{" + radicand + "}",
            "\\frac{" + outer * square * radicand + "}{\\sqrt{" + radicand + "}}+" + shift,
            "\\frac{" + 2 * shift + "+" + 2 * outer * square + "\\sqrt{" + radicand + "}}{2}");
    String different = shift + "+" + outer * square + "\\sqrt{" + (radicand + 1) + "}";
    return new Triple(value, dressed(same.replace("+-", "-")), dressed(different));
  }

  private Triple multipleOfPi() {
    int over = nonZero(40);
    int under = small(1, 12);
    String value = "\\frac{" + over + "\\pi}{" + under + "}";
    String same =
        oneOf(
            "\\frac{" + over + "}{" + under + "}\\pi",
            over + "\\pi/" + under,
            "\\pi\\cdot\\frac{" + 2 * over + "}{" + 2 * under + "}",
            "\\frac{" + over + "π}{" + under + "}");
    return new Triple(
        value, dressed(same), oneOf(fraction(over + 1, under) + "\\pi", over + "/" + under));
  }

  private Triple complex() {
    int re = nonZero(20);
    int im = nonZero(20);
    String value = re + "+" + im + "i";
    String same =
        oneOf(
            im + "i+" + re,
            "\\frac{" + 3 * re + "+" + 3 * im + "i}{3}",
            "i(" + im + "-" + re + "i)",
            re + "+" + im + "\\mathrm{i}");
    String different = oneOf(re + "-" + im + "i", (re + 1) + "+" + im + "i");
    return new Triple(tidy(value), dressed(tidy(same)), dressed(tidy(different)));
  }

  private static String tidy(String text) {
    return text.replace("+-", "-").replace("--", "+");
  }

  private Triple power() {
    int base = small(2, 9);
    int exponent = small(20, 400);
    String value = base + "^{" + exponent + "}";
    String same =
        oneOf(
            base + "\\cdot " + base + "^{" + (exponent - 1) + "}",
            "(" + base + "^{" + exponent + "})",
            "\\frac{" + base + "^{" + (exponent + 3) + "}}{" + base * base * base + "}",
            "\\left(\\frac{1}{" + base + "}\\right)^{-" + exponent + "}");
    return new Triple(value, dressed(same), base + "^{" + (exponent + nonZero(1)) + "}");
  }

  /** A product of linear factors, and the same multiplied out. */
  private Triple polynomial() {
    String name = oneOf("x", "y", "n", "t");
    int a = nonZero(6);
    int b = nonZero(9);
    int c = nonZero(9);
    String value = a + "(" + name + "+" + b + ")(" + name + "+" + c + ")";
    String expanded = a + name + "^2+" + a * (b + c) + name + "+" + a * b * c;
    String shuffled = a * b * c + "+" + name + "^{2}\\cdot " + a + "+" + a * (b + c) + "*" + name;
    String different = a + name + "^2+" + a * (b + c) + name + "+" + (a * b * c + 1);
    return new Triple(
        tidy(value),
        dressed(tidy(oneOf(expanded, shuffled).replace("*-", "*(-1)*"))),
        dressed(tidy(different)));
  }

  private Triple rationalFunction() {
    String x = oneOf("x", "s");
    String y = oneOf("a", "k");
    int b = nonZero(8);
    String value = "\\frac{" + x + "+" + y + "}{" + x + "-" + b + "}";
    String same =
        oneOf(
            "\\frac{" + x + "}{" + x + "-" + b + "}+\\frac{" + y + "}{" + x + "-" + b + "}",
            "\\frac{2" + x + "+2" + y + "}{2" + x + "-" + 2 * b + "}",
            "(" + y + "+" + x + ")/(" + x + "-" + b + ")",
            "-\\frac{" + x + "+" + y + "}{" + b + "-" + x + "}");
    String different = "\\frac{" + x + "+" + y + "}{" + x + "+" + b + "}";
    return new Triple(tidy(value), dressed(tidy(same)), dressed(tidy(different)));
  }

  private List<String> distinctNumbers(int size) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(-20, 20).boxed().toList());
    Collections.shuffle(numbers, random);
    return numbers.subList(0, size).stream().map(String::valueOf).collect(Collectors.toList());
  }

  private List<String> shuffled(List<String> items) {
    List<String> copy = new ArrayList<>(items);
    Collections.shuffle(copy, random);
    return copy;
  }

  private Triple list() {
    List<String> items = distinctNumbers(small(2, 6));
    String value = "\\{" + String.join(", ", items) + "\\}";
    String same =
        oneOf(
            "\\{" + String.join(",", shuffled(items)) + "\\}",
            String.join(", ", shuffled(items)),
            String.join("; ", shuffled(items)),
            shuffled(items).stream().map(i -> "x=" + i).collect(Collectors.joining(" or ")));
    List<String> other = new ArrayList<>(items);
    other.set(random.nextInt(other.size()), String.valueOf(small(30, 40)));
    return new Triple(value, dressed(same), "\\{" + String.join(", ", other) + "\\}");
  }

  private Triple tuple() {
    List<String> items = distinctNumbers(small(2, 4));
    String joined = String.join(", ", items);
    String same =
        oneOf(
            "\\left(" + String.join(",", items) + "\\right)",
            "\\langle " + joined + " \\rangle",
            "\\begin{pmatrix} " + String.join(" \\\\ ", items) + " \\end{pmatrix}",
            "(a,b)=(" + joined + ")");
    List<String> turned = new ArrayList<>(items);
    Collections.rotate(turned, 1);
    return new Triple("(" + joined + ")", dressed(same), "(" + String.join(", ", turned) + ")");
  }

  private Triple interval() {
    int low = small(-30, 10);
    int high = low + small(1, 20);
    boolean isLowIn = random.nextBoolean();
    boolean isHighIn = random.nextBoolean();
    String value = (isLowIn ? "[" : "(") + low + "," + high + (isHighIn ? "]" : ")");
    String same =
        oneOf(
            low + (isLowIn ? "\\le x" : "<x") + (isHighIn ? "\\leq " : "<") + high,
            high + (isHighIn ? "\\ge x" : ">x") + (isLowIn ? "\\geq " : ">") + low,
            "x\\in" + value,
            "\\left" + value.replace(",", " , ").replace(")", "\\right)").replace("]", "\\right]"));
    String different =
        oneOf(
            (isLowIn ? "(" : "[") + low + "," + high + (isHighIn ? "]" : ")"),
            (isLowIn ? "[" : "(") + low + "," + (high + 1) + (isHighIn ? "]" : ")"));
    return new Triple(value, dressed(same), different);
  }

  private Triple matrix() {
    int rows = small(2, 3);
    List<String> cells = IntStream.range(0, rows * rows).mapToObj(i -> "" + small(-9, 9)).toList();
    List<String> other = new ArrayList<>(cells);
    int changed = random.nextInt(other.size());
    other.set(changed, String.valueOf(Integer.parseInt(other.get(changed)) + nonZero(3)));
    String brackets =
        IntStream.range(0, rows)
            .mapToObj(r -> "[" + String.join(",", cells.subList(r * rows, (r + 1) * rows)) + "]")
            .collect(Collectors.joining(",", "[", "]"));
    String same =
        oneOf(
            matrix("bmatrix", cells, rows), brackets, "\\left(" + array(cells, rows) + "\\right)");
    return new Triple(
        matrix("pmatrix", cells, rows), dressed(same), matrix("pmatrix", other, rows));
  }

  private static String matrix(String environment, List<String> cells, int width) {
    return "\\begin{" + environment + "}" + rows(cells, width) + "\\end{" + environment + "}";
  }

  private static String array(List<String> cells, int width) {
    return "\\begin{array}{" + "c".repeat(width) + "}" + rows(cells, width) + "\\end{array}";
  }

  private static String rows(List<String> cells, int width) {
    return IntStream.range(0, cells.size() / width)
        .mapToObj(r -> String.join(" & ", cells.subList(r * width, (r + 1) * width)))
        .collect(Collectors.joining(" \\\\ "));
  }

  private Triple equation() {
    int a = nonZero(9);
    int b = nonZero(9);
    int c = nonZero(20);
    int factor = nonZero(5);
    String value = a + "x+" + b + "y=" + c;
    String same =
        oneOf(
            a * factor + "x+" + b * factor + "y=" + c * factor,
            c + "=" + b + "y+" + a + "x",
            a + "x+" + b + "y-" + c + "=0",
            "y=" + fraction(c, b) + "-" + fraction(a, b) + "x");
    String different = a + "x+" + b + "y=" + (c + nonZero(3) * 30);
    return new Triple(tidy(value), dressed(tidy(same)), tidy(different));
  }

  private Triple measure() {
    int size = small(2, 900);
    return switch (random.nextInt(5)) {
      case 0 ->
          new Triple(
              size + "\\%",
              dressed(oneOf(size + " percent", size + "", fraction(size, 100))),
              (size + 1) + "\\%");
      case 1 ->
          new Triple(
              "\\$" + size,
              oneOf(size + " dollars", "\\$" + size + ".00", "" + size),
              "\\$" + (size + 1));
      case 2 ->
          new Triple(
              size + "^\\circ",
              oneOf(size + " degrees", size + "^{\\circ}", fraction(size, 180) + "\\pi"),
              (size + 1) + "^\\circ");
      case 3 ->
          new Triple(
              size + " km", oneOf(size + "\\text{ km}", size * 1000 + " meters"), size + " cm");
      default ->
          new Triple(
              size + " hours",
              oneOf(size * 60 + " minutes", size + "\\text{ hours}"),
              size + " minutes");
    };
  }

  private Triple trigonometric() {
    int k = small(1, 9);
    String x = oneOf("x", "\\theta");
    String value = "\\sin(" + k + x + ")";
    String same =
        oneOf(
            "\\cos\\left(\\frac{\\pi}{2}-" + k + x + "\\right)",
            "-\\sin(-" + k + x + ")",
            "2\\sin\\left(\\frac{"
                + k
                + x
                + "}{2}\\right)\\cos\\left(\\frac{"
                + k
                + x
                + "}{2}\\right)",
            "\\tan(" + k + x + ")\\cos(" + k + x + ")",
            "\\sin " + k + x);
    return new Triple(
        value, dressed(same), oneOf("\\cos(" + k + x + ")", "\\sin(" + (k + 1) + x + ")"));
  }

  private Triple logarithm() {
    int a = small(2, 40);
    int b = small(2, 40);
    String value = "\\ln(" + a * b + ")";
    String same =
        oneOf(
            "\\ln " + a + "+\\ln " + b,
            "\\frac{1}{2}\\ln(" + (long) a * b * a * b + ")",
            "-\\ln\\frac{1}{" + a * b + "}",
            "\\log_{10}(" + a * b + ")\\cdot\\ln 10");
    return new Triple(value, dressed(same), "\\ln(" + (a * b + 1) + ")");
  }

  private Triple numeral() {
    int base = small(2, 9);
    int value = small(100, 5_000);
    String digits = Integer.toString(value, base);
    String same = oneOf(digits + "_" + base, digits + "_{" + base + "}", Integer.toString(value));
    return new Triple(
        digits + "_{" + base + "}",
        dressed(same),
        oneOf(digits + "_{" + (base + 1) + "}", Integer.toString(value + 1, base) + "_" + base));
  }

  private Triple residue() {
    int modulus = small(3, 60);
    int value = small(0, modulus - 1);
    String same =
        oneOf(
            "x\\equiv " + (value + modulus * small(1, 9)) + "\\pmod{" + modulus + "}",
            "n \\equiv " + value + " (mod " + modulus + ")",
            "" + value);
    String different = "x\\equiv " + (value + 1) + "\\pmod{" + modulus + "}";
    return new Triple("x \\equiv " + value + " \\pmod{" + modulus + "}", dressed(same), different);
  }

  private Triple union() {
    int a = small(-30, -1);
    int b = small(1, 30);
    String value = "(-\\infty," + a + ")\\cup(" + b + ",\\infty)";
    String same =
        oneOf(
            "x<" + a + " or x>" + b,
            "(" + b + ",\\infty)\\cup(-\\infty," + a + ")",
            "x>" + b + "\\text{ or }x<" + a,
            "\\{x \\mid x<" + a + " \\text{ or } x>" + b + "\\}");
    String different =
        oneOf(
            "(-\\infty," + a + "]\\cup(" + b + ",\\infty)",
            "(-\\infty," + a + ")\\cup(" + (b + 1) + ",\\infty)");
    return new Triple(value, dressed(same), different);
  }

  /** Numbers whose difference no double shows. */
  private Triple huge() {
    int n = small(150, 700);
    int m = small(2, 100);
    return switch (random.nextInt(3)) {
      case 0 ->
          new Triple(
              "\\frac{1}{" + n + "!}",
              oneOf("1/" + n + "!", "\\frac{" + n + "}{" + n + "\\cdot " + n + "!}"),
              "\\frac{1}{" + (n + 1) + "!}");
      case 1 ->
          new Triple(
              m + "^{" + n * 1000 + "}",
              "(" + m + "^{" + n + "})^{1000}",
              m + "^{" + (n * 1000 + 1) + "}");
      default ->
          new Triple(
              "\\binom{" + n + "}{3}",
              "\\frac{" + n + "\\cdot" + (n - 1) + "\\cdot" + (n - 2) + "}{6}",
              "\\binom{" + (n + 1) + "}{3}");
    };
  }
}
