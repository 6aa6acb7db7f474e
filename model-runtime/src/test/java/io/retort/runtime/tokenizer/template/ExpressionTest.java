package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Jinja 3.1.6 renders. */
class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          n                                            => 3
          f                                            => 1.5
          t                                            => True
          z                                            => None
          e                                            => ``
          nope                                         => ``
          l                                            => [1, 2, 3, 'a', None, True]
          d                                            => {'b': 2, 'a': 1, 'items': 'x'}
          (1,)                                         => (1,)
          ()                                           => ()
          []                                           => []
          {}                                           => {}
          {'k': [1, {'j': none}]}                      => {'k': [1, {'j': None}]}
          ['it\\'s', 'q"', 'b\\\\', 'n\\n', '\\x01', 'é', '\\u200b'] => ["it's", 'q"', 'b\\\\', 'n\\n', '\\x01', 'é', '\\u200b']
          100.0                                        => 100.0
          1e16                                         => 1e+16
          1e15                                         => 1000000000000000.0
          0.0001                                       => 0.0001
          0.00001                                      => 1e-05
          123456789012345678.0                         => 1.2345678901234568e+17
          0.1 + 0.2                                    => 0.30000000000000004
          5.684341886080802e-14                        => 5.684341886080802e-14
          -0.0                                         => -0.0
          1_000                                        => 1000
          0x1F                                         => 31
          0o17                                         => 15
          0b101                                        => 5
          """)
  void printsValuesAsPythonDoes(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'a\\tb\\\\\\'\\"\\q'           => a⇥b\\'"\\q
          '\\x41\\u00e9\\U0001F600\\101' => Aé😀A
          'a' 'b' "c"                    => abc
          '}}' ~ "{%"                    => }}{%
          """)
  void readsEscapesInTexts(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          1 + 2 * 3 - 4 // 3 % 2 ** 3 => 6
          2 ** 3 ** 2                 => 64
          -2 ** 2                     => 4
          2 ** -1                     => 0.5
          7 // 2                      => 3
          -7 // 2                     => -4
          -7 % 3                      => 2
          7 % -3                      => -2
          7.5 % -2                    => -0.5
          -7.5 // 2                   => -4.0
          4 / 2                       => 2.0
          t + t                       => 2
          'a' + 'b'                   => ab
          'ab' * 2                    => abab
          2 * 'ab'                    => abab
          'ab' * -1                   => ``
          [1] + [2]                   => [1, 2]
          [1, 2] * 2                  => [1, 2, 1, 2]
          (1,) + (2,)                 => (1, 2)
          'a' ~ 1 ~ none ~ true ~ 1.0 => a1NoneTrue1.0
          'a' ~ 'b' | upper           => aB
          ('a' ~ 'b') | upper         => AB
          -1 | string                 => -1
          +n                          => 3
          """)
  void calculatesAsPythonDoes(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          1 < 2 < 3                              => True
          1 < 2 > 5                              => False
          1 == 1.0                               => True
          1 == true                              => True
          '1' == 1                               => False
          '1' != 1                               => True
          [1, [2]] == [1, [2]]                   => True
          (1, 2) == [1, 2]                       => False
          {'a': 1, 'b': 2} == {'b': 2, 'a': 1.0} => True
          {'a': 1} == {'b': 1}                   => False
          none == none                           => True
          none == false                          => False
          nope == nada                           => True
          'b' > 'a'                              => True
          'ab' <= 'a'                            => False
          '\\uffff' < '😀'                        => True
          [1, 2] < [1, 3]                        => True
          [1] < [1, 0]                           => True
          n >= 3                                 => True
          'wör' in s                             => True
          'x' not in s                           => True
          n in [1, 2, 3]                         => True
          'b' in d                               => True
          2 in d                                 => False
          'x' in nope                            => False
          """)
  void comparesAsPythonDoes(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          n and s                        => Hello wörld 😀!
          e and n                        => ``
          e or 'x'                       => x
          none or e or 0                 => 0
          not n                          => False
          not not l                      => True
          not []                         => True
          not {}                         => True
          not 0.0                        => True
          not nope                       => True
          true or nope.x                 => True
          n if t else s                  => 3
          n if e else s if e else 'last' => last
          n if e                         => ``
          """)
  void choosesValuesByTruth(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          l[0]                                         => 1
          l[-1]                                        => True
          l[10]                                        => ``
          l['x']                                       => ``
          l.0                                          => 1
          s[6]                                         => w
          s[13]                                        => !
          s[-2]                                        => 😀
          d.b                                          => 2
          d['b']                                       => 2
          d['items']                                   => x
          d.items() | list                             => [('b', 2), ('a', 1), ('items', 'x')]
          d.nope                                       => ``
          z.nope                                       => ``
          ms[0].role                                   => system
          ms[-1]['content'].split('</think>')[-1].lstrip('\\n') => b
          {'k': {'j': 1}}.k.j                          => 1
          (nope.x is defined) if false else 'unread'   => unread
          """)
  void findsElementsAndAttributes(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          l[1:3]                    => [2, 3]
          l[:2]                     => [1, 2]
          l[-2:]                    => [None, True]
          l[:-4]                    => [1, 2]
          l[::2]                    => [1, 3, None]
          l[::-1]                   => [True, None, 'a', 3, 2, 1]
          l[5:1:-2]                 => [True, 'a']
          l[9:]                     => []
          l[none:2]                 => [1, 2]
          (1, 2, 3)[1:]             => (2, 3)
          s[:5]                     => Hello
          s[-3:]                    => ` 😀!`
          s[::-1]                   => !😀 dlröw olleH
          s[::9223372036854775807]  => H
          l[::-9223372036854775807] => [True]
          l[9223372036854775807:]   => []
          l[-9223372036854775807:2] => [1, 2]
          ms[1:] | length           => 2
          """)
  void slicesByCodePoints(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          range(3) | list            => [0, 1, 2]
          range(2, 10, 3) | list     => [2, 5, 8]
          range(5, 0, -2) | list     => [5, 3, 1]
          dict(a=1, b=n)             => {'a': 1, 'b': 3}
          dict({'x': 1}, y=2)        => {'x': 1, 'y': 2}
          namespace(a=1).a           => 1
          namespace({'a': 2}, b=3).a => 2
          """)
  void callsGlobals(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }
}
