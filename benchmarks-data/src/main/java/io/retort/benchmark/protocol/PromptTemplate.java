package io.retort.benchmark.protocol;

import io.retort.benchmark.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a user turn with places for what differs between problems: {@code {question}}, {@code
 * {context}}, {@code {options}} (one a line), {@code {letters}} (ABCD), {@code {letters/}}
 * (A/B/C/D), {@code {subject}} (in words); of solved examples {@code {target}} and {@code
 * {solution}}; and {@code {examples}}, all of these. Other braces are text, such as those of {@code
 * \boxed{}}.
 *
 * <p>Where a template has no place for the context, it goes before the question.
 *
 * @param text the turn
 * @param option how one option is written, with {@code {letter}} and {@code {text}}
 */
record PromptTemplate(String text, String option) {

  private static final Pattern PLACE =
      Pattern.compile(
          "\\{(question|context|options|letters/?|subject|target|solution|examples)\\}");

  String fill(Problem problem) {
    return fill(problem, "");
  }

  /**
   * Fills every place.
   *
   * @param examples the examples that are shown before the problem
   * @throws IllegalArgumentException if the problem has no solution where one is to be shown
   */
  String fill(Problem problem, String examples) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(place, problem, examples)));
  }

  private String value(MatchResult place, Problem problem, String examples) {
    List<String> letters = Problem.letters(problem.choices().size());
    return switch (place.group(1)) {
      case "question" ->
          problem.context().isEmpty() || text.contains("{context}")
              ? problem.question()
              : problem.context() + "\n" + problem.question();
      case "context" -> problem.context();
      case "options" -> options(problem.choices(), letters);
      case "subject" -> problem.subject().replace('_', ' ');
      case "target" -> problem.target();
      case "solution" -> solution(problem);
      case "examples" -> examples;
      case "letters" -> String.join("", letters);
      default -> String.join("/", letters);
    };
  }

  private static String solution(Problem problem) {
    if (problem.solution().isEmpty()) {
      throw new IllegalArgumentException(
          "example '"
              + problem.id()
              + "' of benchmark.few_shot_file must have a worked solution, but has none; retort"
              + " import --solutions keeps those of a published file");
    }
    return problem.solution();
  }

  private String options(List<String> choices, List<String> letters) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      lines.add(option.replace("{letter}", letters.get(i)).replace("{text}", choices.get(i)));
    }
    return String.join("\n", lines);
  }
}
