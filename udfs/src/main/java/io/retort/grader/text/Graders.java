package io.retort.grader.text;

import io.retort.grader.BoxedGrader;
import io.retort.grader.ChoiceGrader;
import io.retort.grader.MathGrader;
import io.retort.grader.math.MathOptions;
import io.retort.grader.text.CompositeGrader.Combination;
import io.retort.grader.text.CompositeGrader.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The graders by the names that commands and SQL call them by. */
public final class Graders {

  /** A new grader is one line here. */
  private static final Map<String, Entry> ALL =
      new TreeMap<>(
          Map.of(
              "boxed",
              Entry.of(
                  "standard",
                  BareAnswers.dressed(
                      new BoxedGrader(), answer -> "</think>\\boxed{" + answer + "}")),
              "math",
              Entry.of("standard", BareAnswers.of(new MathGrader()))
                  .and("r1", BareAnswers.of(new MathGrader(MathOptions.deepseekR1())))
                  .and("lighteval", BareAnswers.of(new MathGrader(MathOptions.lighteval())))
                  .and("lm-eval", BareAnswers.of(new MathGrader(MathOptions.lmEval()))),
              "choice",
              Entry.of("standard", BareAnswers.of(new ChoiceGrader())),
              "text",
              Entry.of(
                  "squad",
                  new RuleGrader("text", "squad", new ExactMatchRule(Normalization.SQUAD))),
              "exact",
              Entry.of(
                      "squad",
                      new RuleGrader("exact", "squad", new ExactMatchRule(Normalization.SQUAD)))
                  .and(
                      "drop",
                      new RuleGrader("exact", "drop", new ExactMatchRule(Normalization.DROP)))
                  .and(
                      "strict",
                      new RuleGrader("exact", "strict", new ExactMatchRule(Normalization.STRICT))),
              "f1",
              Entry.of("squad", new RuleGrader("f1", "squad", new F1Rule(Normalization.SQUAD)))
                  .and("drop", new RuleGrader("f1", "drop", new F1Rule(Normalization.DROP)))
                  .and("strict", new RuleGrader("f1", "strict", new F1Rule(Normalization.STRICT)))
                  .and(
                      "simple-evals",
                      new RuleGrader(
                          "f1", "simple-evals", new F1Rule(Normalization.DROP, AnswerLine::in))),
              "regex",
              Entry.of("standard", new RuleGrader("regex", "standard", new RegexRule())),
              "json",
              Entry.of("equal", new RuleGrader("json", "equal", new JsonRule(JsonComparison.EQUAL)))
                  .and(
                      "subset",
                      new RuleGrader("json", "subset", new JsonRule(JsonComparison.SUBSET)))
                  .and(
                      "schema",
                      new RuleGrader("json", "schema", new JsonRule(JsonComparison.SCHEMA)))));

  private Graders() {}

  /** The names, in the order of the alphabet. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * A grader by name, or several at once: {@code all:exact,regex}, {@code any:boxed,exact}, {@code
   * weighted:boxed=2,f1=1}.
   *
   * @param preset the settings to use; each grader's first if empty. For several at once it must be
   *     empty
   * @throws IllegalArgumentException for a name or a preset that is unknown, naming the known ones
   */
  public static AnswerGrader named(String name, Optional<String> preset) {
    for (Combination combination : Combination.values()) {
      String prefix = combination.name().toLowerCase(Locale.ROOT) + ":";
      if (name.startsWith(prefix)) {
        preset.ifPresent(
            given -> {
              throw new IllegalArgumentException(
                  "graders that are combined take no preset, but '" + given + "' was given");
            });
        return new CompositeGrader(combination, parts(name.substring(prefix.length())));
      }
    }
    return Optional.ofNullable(ALL.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "grader '"
                        + name
                        + "' is unknown; known graders: "
                        + String.join(", ", names())))
        .preset(name, preset);
  }

  private static List<Part> parts(String list) {
    List<Part> parts = new ArrayList<>();
    for (String item : list.split(",", -1)) {
      int equals = item.indexOf('=');
      String name = equals < 0 ? item : item.substring(0, equals);
      parts.add(
          new Part(
              named(name.strip(), Optional.empty()),
              equals < 0 ? 1 : weight(item.substring(equals + 1))));
    }
    return parts;
  }

  private static double weight(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a weight must be a number, but was '" + text + "'", e);
    }
  }

  /**
   * One name's graders.
   *
   * @param first the preset to use where none is named
   * @param presets one grader each
   */
  private record Entry(String first, Map<String, AnswerGrader> presets) {

    static Entry of(String preset, AnswerGrader grader) {
      return new Entry(preset, Map.of(preset, grader));
    }

    Entry and(String preset, AnswerGrader grader) {
      Map<String, AnswerGrader> more = new TreeMap<>(presets);
      more.put(preset, grader);
      return new Entry(first, more);
    }

    AnswerGrader preset(String name, Optional<String> preset) {
      return Optional.ofNullable(presets.get(preset.orElse(first)))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "preset '"
                          + preset.orElse(first)
                          + "' of grader '"
                          + name
                          + "' is unknown; known presets: "
                          + String.join(", ", presets.keySet())));
    }
  }
}
