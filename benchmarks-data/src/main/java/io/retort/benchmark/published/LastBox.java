package io.retort.benchmark.published;

/**
 * The last {@code \boxed{}} or {@code \fbox{}} of a solution, which is how MATH marks its answer.
 */
final class LastBox {

  private LastBox() {}

  /**
   * What is in the box; {@code \boxed 5} counts too, up to the end of the formula.
   *
   * @throws IllegalArgumentException if there is none, or its braces do not close
   */
  static String in(String solution) {
    int box = Math.max(solution.lastIndexOf("\\boxed"), solution.lastIndexOf("\\fbox"));
    if (box < 0) {
      throw new IllegalArgumentException(
          "a solution must have its answer in \\boxed{}, but has none: ends in '"
              + solution.substring(Math.max(0, solution.length() - 40))
              + "'");
    }
    int start = solution.indexOf('x', box) + (solution.startsWith("\\boxed", box) ? 3 : 1);
    while (start < solution.length() && solution.charAt(start) == ' ') {
      start++;
    }
    if (start == solution.length() || solution.charAt(start) != '{') {
      int end = solution.indexOf('$', start);
      return solution.substring(start, end < 0 ? solution.length() : end).strip();
    }
    int depth = 0;
    for (int i = start; i < solution.length(); i++) {
      char c = solution.charAt(i);
      if (c == '\\') {
        i++; // \{ and \} are no braces
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return solution.substring(start + 1, i).strip();
      }
    }
    throw new IllegalArgumentException(
        "the braces of \\boxed must close, but do not: '"
            + solution.substring(box, Math.min(solution.length(), box + 40))
            + "'");
  }
}
