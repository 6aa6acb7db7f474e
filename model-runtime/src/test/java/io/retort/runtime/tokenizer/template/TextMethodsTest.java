package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Jinja 3.1.6 renders. */
class TextMethodsTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          s.upper()                        => HELLO WÖRLD 😀!
          s.lower()                        => hello wörld 😀!
          'straße'.upper()                 => STRASSE
          "they're bill's FRIENDS".title() => They'Re Bill'S Friends
          'hELLO wORLD'.capitalize()       => Hello world
          ''.capitalize()                  => ``
          """)
  void changesCase(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'a,b,,c'.split(',')                     => ['a', 'b', '', 'c']
          'a,b,,c'.split(',', 1)                  => ['a', 'b,,c']
          'a,b,,c'.split(',', maxsplit=0)         => ['a,b,,c']
          ''.split(',')                           => ['']
          'a</think>b</think>c'.split('</think>') => ['a', 'b', 'c']
          'a,b,,c'.rsplit(',', 1)                 => ['a,b,', 'c']
          'a,b,,c'.rsplit(',')                    => ['a', 'b', '', 'c']
          'aaa'.rsplit('aa')                      => ['a', '']
          words.split()                           => ['a', 'b', 'c', 'd']
          words.split(none, 1)                    => ['a', 'b\\tc\\n d  ']
          words.split(maxsplit=2)                 => ['a', 'b', 'c\\n d  ']
          words.rsplit(none, 1)                   => ['  a b\\tc', 'd']
          words.rsplit()                          => ['a', 'b', 'c', 'd']
          '  '.split()                            => []
          words.split(' ')                        => ['', '', 'a', 'b\\tc\\n', 'd', '', '']
          'a\\nb\\r\\nc\\x0bd\\n'.splitlines()    => ['a', 'b', 'c', 'd']
          ''.splitlines()                         => []
          """)
  void splits(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          words.strip()                  => a b⇥c⏎ d
          words.lstrip()                 => `a b⇥c⏎ d  `
          words.rstrip()                 => `  a b⇥c⏎ d`
          'xyhiyx'.strip('xy')           => hi
          'xyhiyx'.lstrip('xy')          => hiyx
          'xyhiyx'.rstrip('xy')          => xyhi
          '\\u00a0\\x85x\\u3000'.strip() => x
          ' x '.strip(none)              => x
          'abc'.removeprefix('ab')       => c
          'abc'.removeprefix('b')        => abc
          'abc'.removesuffix('c')        => ab
          'abc'.removesuffix('b')        => abc
          """)
  void strips(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          s.startswith('Hell')        => True
          s.startswith(('x', 'Hell')) => True
          s.startswith('ell')         => False
          s.endswith('!')             => True
          s.endswith(())              => False
          s.find('!')                 => 13
          s.find('zz')                => -1
          s.find('l')                 => 2
          s.rfind('l')                => 9
          'aaa'.count('aa')           => 1
          'abc'.count('')             => 4
          s.count('l')                => 3
          '12'.isdigit()              => True
          ''.isdigit()                => False
          '1a'.isdigit()              => False
          'ab'.isalpha()              => True
          'ab1'.isalnum()             => True
          ' \\n'.isspace()            => True
          """)
  void finds(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          s.replace('l', 'L')       => HeLLo wörLd 😀!
          s.replace('l', 'L', 1)    => HeLlo wörld 😀!
          s.replace('l', 'L', 0)    => Hello wörld 😀!
          'abc'.replace('', '-')    => -a-b-c-
          'abc'.replace('', '-', 2) => -a-bc
          'abc'.replace('b', '')    => ac
          ', '.join(['a', 'b'])     => a, b
          ''.join([])               => ``
          '-'.join('añ')            => a-ñ
          """)
  void replacesAndJoins(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }
}
