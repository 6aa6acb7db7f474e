package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Jinja 3.1.6 renders. */
class ConditionTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          n is defined                  => True
          nope is defined               => False
          nope is not defined           => True
          d.nope is undefined           => True
          z is none                     => True
          n is not none                 => True
          s is string                   => True
          l is string                   => False
          n is number                   => True
          f is number                   => True
          t is number                   => True
          n is integer                  => True
          t is integer                  => False
          f is float                    => True
          t is boolean                  => True
          d is mapping                  => True
          l is mapping                  => False
          l is sequence                 => True
          s is sequence                 => True
          n is sequence                 => False
          d is iterable                 => True
          n is iterable                 => False
          n is odd                      => True
          n is even                     => False
          n is divisibleby 3            => True
          n is divisibleby(2)           => False
          t is true                     => True
          n is true                     => False
          t is false                    => False
          false is false                => True
          n is eq 3                     => True
          n is equalto(4)               => False
          n is ne 3                     => False
          n is lt 4                     => True
          n is le 3                     => True
          n is gt 3                     => False
          n is ge 3                     => True
          n is in [1, 2, 3]             => True
          t is sameas true              => True
          n is sameas 3.0               => False
          [] is sameas []               => False
          range is callable             => True
          s is callable                 => False
          n is defined and n > 2        => True
          'a' if n is defined else 'b'  => a
          not n is string               => True
          1 is number and 'x' is string => True
          """)
  void tests(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }
}
