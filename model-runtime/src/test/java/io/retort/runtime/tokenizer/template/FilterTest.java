package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Jinja 3.1.6 renders. */
class FilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          s | upper                                    => HELLO WÖRLD 😀!
          5 | upper                                    => 5
          s | lower                                    => hello wörld 😀!
          'hELLO wORLD' | capitalize                   => Hello world
          "they're bill's-FRIENDS (from here)" | title => They're Bill's-Friends (From Here)
          '  x ' | trim                                => x
          'xax' | trim('x')                            => a
          'aXbX' | replace('X', 'y', 1)                => aybX
          l | string                                   => [1, 2, 3, 'a', None, True]
          s | safe                                     => Hello wörld 😀!
          'a\\nb\\n\\nc' | indent                      => a⏎    b⏎⏎    c
          'a\\nb\\n\\nc' | indent(2, true)             => `  a⏎  b⏎⏎  c`
          'a\\nb\\n\\nc' | indent(2, blank=true)       => a⏎  b⏎  ⏎  c
          'a\\nb' | indent('>>')                       => a⏎>>b
          '' | indent                                  => ``
          'abc' | reverse                              => cba
          -1 | string | length                         => 2
          """)
  void filtersTexts(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          s | length                        => 14
          l | length                        => 6
          d | count                         => 3
          nope | length                     => 0
          n | default(5)                    => 3
          nope | default(5)                 => 5
          nope | d                          => ``
          e | default('x')                  => ``
          e | default('x', true)            => x
          none | default('x', boolean=true) => x
          '42' | int                        => 42
          ' -42 ' | int                     => -42
          '4x' | int                        => 0
          '4x' | int(7)                     => 7
          -3.9 | int                        => -3
          '3.9' | int                       => 3
          '0x1f' | int(0, 16)               => 31
          'ff' | int(base=16)               => 255
          none | int                        => 0
          true | int                        => 1
          '1.5' | float                     => 1.5
          'x' | float                       => 0.0
          'x' | float(2.5)                  => 2.5
          3 | float                         => 3.0
          """)
  void convertsAndCounts(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          l | join(', ')                               => 1, 2, 3, a, None, True
          ms | join('|', attribute='role')             => system|user|assistant
          l | first                                    => 1
          l | last                                     => True
          [] | first                                   => ``
          s | first                                    => H
          d | list                                     => ['b', 'a', 'items']
          'añ' | list                                  => ['a', 'ñ']
          [1, 2, 3] | reverse | list                   => [3, 2, 1]
          [3, 1, 2] | sort                             => [1, 2, 3]
          [3, 1, 2] | sort(reverse=true)               => [3, 2, 1]
          ['b', 'a', 'C'] | sort                       => ['a', 'b', 'C']
          ['b', 'a', 'C'] | sort(case_sensitive=true)  => ['C', 'a', 'b']
          ms | sort(attribute='role') | join(' ', 'role') => assistant system user
          [1, 2, 1, 'a', 'A', 1.0] | unique | list     => [1, 2, 'a']
          ['a', 'A'] | unique(case_sensitive=true) | list => ['a', 'A']
          ms | unique(attribute='role') | list | length => 3
          d | items | list                             => [('b', 2), ('a', 1), ('items', 'x')]
          nope | items | list                          => []
          d | dictsort                                 => [('a', 1), ('b', 2), ('items', 'x')]
          d | dictsort(reverse=true)                   => [('items', 'x'), ('b', 2), ('a', 1)]
          {'B': 1, 'a': 2} | dictsort                  => [('a', 2), ('B', 1)]
          {'B': 1, 'a': 2} | dictsort(true)            => [('B', 1), ('a', 2)]
          {'B': 2, 'a': 1} | dictsort(by='value')      => [('a', 1), ('B', 2)]
          """)
  void filtersLists(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          ms | map(attribute='role') | list            => ['system', 'user', 'assistant']
          ms | map(attribute='nope', default='-') | list => ['-', '-', '-']
          [{'a': {'b': [7]}}] | map(attribute='a.b.0') | list => [7]
          ['a', 'b'] | map('upper') | list             => ['A', 'B']
          ['a', 'b'] | map('replace', 'a', 'c') | list => ['c', 'b']
          l | select | list                            => [1, 2, 3, 'a', True]
          l | select('string') | list                  => ['a']
          l | reject('none') | list                    => [1, 2, 3, 'a', True]
          [1, 2, 3, 4] | select('odd') | list          => [1, 3]
          [1, 2, 3, 4] | select('gt', 2) | list        => [3, 4]
          ms | selectattr('role', 'equalto', 'user') | list => [{'role': 'user', 'content': 'hi'}]
          ms | rejectattr('role', 'in', ['user', 'system']) | map(attribute='role') | list => ['assistant']
          ms | selectattr('nope') | list               => []
          ms | selectattr('nope', 'undefined') | list | length => 3
          none | selectattr('x') | list => []
          none | select | list => []
          none | rejectattr('x', 'equalto', 1) | list | length => 0
          0 | map('upper') | list => []
          """)
  void selectsAndMaps(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }
}
