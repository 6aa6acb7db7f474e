package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Jinja 3.1.6 renders. */
class GroupingFiltersTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          -5 | abs => 5
          f | abs => 1.5
          true | abs => 1
          -2.5 | abs => 2.5
          [3, 1, 2] | max => 3
          [3, 1, 2] | min => 1
          ['b', 'A', 'c'] | min => A
          ['b', 'A', 'a'] | min(case_sensitive=true) => A
          ms | max(attribute='role') => {'role': 'user', 'content': 'hi'}
          [] | max is defined => False
          3.14159 | round => 3.0
          3.14159 | round(2) => 3.14
          2.5 | round => 2.0
          1250 | round(-2) => 1200
          3.2 | round(method='ceil') => 4.0
          3.87 | round(1, 'floor') => 3.8
          42 | round => 42
          [3, 1, 2] | sum => 6
          [[1], [2]] | sum(start=[]) => [1, 2]
          [{'v': 2}, {'v': 3}] | sum('v') => 5
          [1, 2, 3] | batch(2) | list => [[1, 2], [3]]
          [1, 2, 3] | batch(2, 'x') | list => [[1, 2], [3, 'x']]
          [1, 2, 3, 4, 5] | slice(3) | list => [[1, 2], [3, 4], [5]]
          [1, 2, 3, 4, 5] | slice(3, 'x') | list => [[1, 2], [3, 4], [5, 'x']]
          [{'k': 'u', 'v': 2}, {'k': 'a', 'v': 1}, {'k': 'U', 'v': 3}] | groupby('k') => [('a', [{'k': 'a', 'v': 1}]), ('u', [{'k': 'u', 'v': 2}, {'k': 'U', 'v': 3}])]
          [{'v': 1}, {'k': 'a'}] | groupby('k', default='b') => [('a', [{'k': 'a'}]), ('b', [{'v': 1}])]
          [{'a': 1, 'b': 'z'}, {'a': 1, 'b': 'Y'}, {'a': 0, 'b': 'x'}] | sort(attribute='a,b') | map(attribute='b') | list => ['x', 'Y', 'z']
          d | attr('items') is defined => True
          d | attr('b') is defined => False
          """)
  void countsAndGroups(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'a' | abs => the filter 'abs' must be given a number, but was given str
          [1] | batch(0) => batch must be given an integer of at least 1 as 'linecount', but was given int
          [1] | slice(0) => slice must be given an integer of at least 1 as 'slices', but was given int
          1.5 | round(1, 'x') => round must be given 'common', 'ceil' or 'floor' as 'method', but was given str
          1.5 | round(999) => round must be given at most 300 digits as 'precision', but was given int
          [1, 'a'] | sum => '+' must stand between values that Python can combine, but stands between int and str
          """)
  void refusesWhatPythonDoesNotDoEither(String expression, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rendered.expression(expression))
        .withMessage("chat template line 1: " + problem);
  }
}
