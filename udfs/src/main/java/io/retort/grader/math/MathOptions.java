package io.retort.grader.math;

/**
 * The questions on which graders differ, each with an answer; part of the protocol hash by {@link
 * #toString}.
 *
 * @param rounding whether a rounded decimal may stand for the exact value
 * @param percent what {@code 20%} is worth where the other side has no sign
 * @param order where the order of items matters
 * @param units what a unit that stands on one side only is worth
 * @param names whether {@code x = 5} and {@code y = 5} are the same
 * @param sets whether an inequality, an interval and a membership may say the same
 * @param brackets whether the ends of intervals must agree
 * @param boxes which of several boxes is the answer
 * @param source where an answer is looked for
 * @param reasoning what a completion without {@code </think>} is
 */
public record MathOptions(
    Rounding rounding,
    Percent percent,
    Order order,
    Units units,
    Names names,
    Sets sets,
    Brackets brackets,
    BoxPolicy boxes,
    Source source,
    Reasoning reasoning) {

  /** How far apart two constants may be; never an absolute distance. */
  public record Rounding(Kind kind, double amount) {

    /** What {@code amount} counts. */
    public enum Kind {
      OFF,
      /** Both rounded to so many decimals. */
      DECIMALS,
      /** The longer one rounded to the decimals that the shorter one shows, two at least. */
      SHORTER,
      /** A distance relative to the larger. */
      RELATIVE
    }

    public static final Rounding OFF = new Rounding(Kind.OFF, 0);

    public Rounding {
      if (!(amount >= 0) || amount > 1_000) {
        throw new IllegalArgumentException(
            "rounding must be between 0 and 1000, but was " + amount);
      }
    }

    public static Rounding decimals(int decimals) {
      return new Rounding(Kind.DECIMALS, decimals);
    }

    public static Rounding shorter() {
      return new Rounding(Kind.SHORTER, 0);
    }

    public static Rounding relative(double distance) {
      return new Rounding(Kind.RELATIVE, distance);
    }
  }

  /** The worth of a percent sign on one side only. */
  public enum Percent {
    /** 20% is 20 and 0.2. */
    EITHER,
    FRACTION,
    NUMBER
  }

  /** Where order matters. */
  public enum Order {
    /** In tuples, vectors and matrices, but not in lists and sets. */
    BY_SHAPE,
    EVERYWHERE,
    NOWHERE
  }

  /** What units do. */
  public enum Units {
    /** They must agree where both sides have one. */
    IF_BOTH,
    REQUIRED,
    IGNORED
  }

  /** What names left of an equals sign do. */
  public enum Names {
    FREE,
    STRICT
  }

  /** How sets of numbers are compared. */
  public enum Sets {
    BY_MEMBERS,
    AS_WRITTEN
  }

  /** Whether open and closed ends differ. */
  public enum Brackets {
    COUNT,
    IGNORED
  }

  /** Which of several boxes is the answer. */
  public enum BoxPolicy {
    /** The last one, or all that are joined to it by "and", "or" or a comma. */
    LAST_JOINED,
    LAST,
    FIRST
  }

  /** Where an answer is looked for. */
  public enum Source {
    /** BoxPolicy, answer tags, "the answer is", ####, then the last formula or number. */
    ANY,
    /** As ANY, but not the last formula or number. */
    STATED,
    BOXED_ONLY
  }

  /** What a completion without {@code </think>} is. */
  public enum Reasoning {
    /** All answer, unless a {@code <think>} is open. */
    IF_PRESENT,
    /** Unparsed. */
    REQUIRED
  }

  private static final MathOptions STANDARD =
      new MathOptions(
          Rounding.OFF,
          Percent.EITHER,
          Order.BY_SHAPE,
          Units.IF_BOTH,
          Names.FREE,
          Sets.BY_MEMBERS,
          Brackets.COUNT,
          BoxPolicy.LAST_JOINED,
          Source.ANY,
          Reasoning.IF_PRESENT);

  /** The defaults, the first choice of every option. */
  public static MathOptions standard() {
    return STANDARD;
  }

  /** As the paper on DeepSeek-R1 has it: reasoning, then one answer in a box. */
  public static MathOptions deepseekR1() {
    return STANDARD.withSource(Source.BOXED_ONLY).withReasoning(Reasoning.REQUIRED);
  }

  /** As lighteval with Math-Verify: six decimals, units and names without meaning. */
  public static MathOptions lighteval() {
    return STANDARD.withRounding(Rounding.decimals(6)).withUnits(Units.IGNORED);
  }

  /** As lm-eval's hendrycks_math: the last box alone, compared with little mercy. */
  public static MathOptions lmEval() {
    return STANDARD
        .withSource(Source.BOXED_ONLY)
        .withBoxes(BoxPolicy.LAST)
        .withPercent(Percent.NUMBER)
        .withUnits(Units.IGNORED)
        .withOrder(Order.EVERYWHERE)
        .withSets(Sets.AS_WRITTEN);
  }

  /** The options of that name: standard, r1, lighteval or lm-eval. */
  public static MathOptions preset(String name) {
    return switch (name) {
      case "standard" -> standard();
      case "r1" -> deepseekR1();
      case "lighteval" -> lighteval();
      case "lm-eval" -> lmEval();
      default ->
          throw new IllegalArgumentException(
              "preset must be standard, r1, lighteval or lm-eval, but was '" + name + "'");
    };
  }

  public MathOptions withRounding(Rounding value) {
    return new MathOptions(
        value, percent, order, units, names, sets, brackets, boxes, source, reasoning);
  }

  public MathOptions withPercent(Percent value) {
    return new MathOptions(
        rounding, value, order, units, names, sets, brackets, boxes, source, reasoning);
  }

  public MathOptions withOrder(Order value) {
    return new MathOptions(
        rounding, percent, value, units, names, sets, brackets, boxes, source, reasoning);
  }

  public MathOptions withUnits(Units value) {
    return new MathOptions(
        rounding, percent, order, value, names, sets, brackets, boxes, source, reasoning);
  }

  public MathOptions withNames(Names value) {
    return new MathOptions(
        rounding, percent, order, units, value, sets, brackets, boxes, source, reasoning);
  }

  public MathOptions withSets(Sets value) {
    return new MathOptions(
        rounding, percent, order, units, names, value, brackets, boxes, source, reasoning);
  }

  public MathOptions withBrackets(Brackets value) {
    return new MathOptions(
        rounding, percent, order, units, names, sets, value, boxes, source, reasoning);
  }

  public MathOptions withBoxes(BoxPolicy value) {
    return new MathOptions(
        rounding, percent, order, units, names, sets, brackets, value, source, reasoning);
  }

  public MathOptions withSource(Source value) {
    return new MathOptions(
        rounding, percent, order, units, names, sets, brackets, boxes, value, reasoning);
  }

  public MathOptions withReasoning(Reasoning value) {
    return new MathOptions(
        rounding, percent, order, units, names, sets, brackets, boxes, source, value);
  }
}
