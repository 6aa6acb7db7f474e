package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Jinja 3.1.6 renders. */
class FormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          '%s and %s' % ('a', 3) => a and 3
          '%d%%' % 5 => 5%
          '%5.1f|' % 2.25 => `  2.2|`
          '%-5s|' % 'ab' => ab   |
          '%05d' % -42 => -0042
          '%+d' % 3 => +3
          '%x %X %o' % (255, 255, 8) => ff FF 10
          '%#x' % 255 => 0xff
          '%r' % 'a' => 'a'
          '%.2s' % 'abc' => ab
          '%(a)s-%(b)03d' % {'a': 'x', 'b': 7} => x-007
          '%s-%d' | format('a', 3) => a-3
          '%(x)s' | format(x=1) => 1
          '%e' % 12345.678 => 1.234568e+04
          '%g %g %g' % (0.00001, 100000.0, 1e20) => 1e-05 100000 1e+20
          '%d' % 3.9 => 3
          '%s' % [1, 2] => [1, 2]
          """)
  void fillsDirectives(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'a {} {}'.format(1, 'b') => a 1 b
          '{0}{1}{0}'.format('x', 'y') => xyx
          '{a}'.format(a=3) => 3
          '{:.2f}'.format(3.14159) => 3.14
          '{:>5}|{:<5}|{:^5}|'.format('a', 'b', 'c') => `    a|b    |  c  |`
          '{:*^7}'.format('x') => ***x***
          '{:05d} {:,}'.format(-42, 1234567) => -0042 1,234,567
          '{:,.1f}'.format(1234567.25) => 1,234,567.2
          '{a[x]} {b[0]}'.format(a={'x': 1}, b=[2]) => 1 2
          '{{}} {!r}'.format('q') => {} 'q'
          '{:x} {:#b}'.format(255, 5) => ff 0b101
          '{:.1%}'.format(0.256) => 25.6%
          '{:+} {: }'.format(3, 4) => +3  4
          '{:.3}'.format('abcdef') => abc
          '{:g}'.format(0.1) => 0.1
          '{}'.format(none) => None
          """)
  void fillsFields(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          '%s %s' % 'a' => a format must be given a value for each directive, but '%s %s' has more
          '%s' % ('a', 'b') => a format must use every value, but '%s' does not
          '50%' % 1 => a format must end its directives with a letter, but one ends with the text
          '%q' % 1 => a format must end with one of s d i u x X o b f F e E g G %, but ends with 'q'
          '%d' % 'a' => the format 'd' must be given a number, but was given str
          '%.2000f' % 1 => a format must ask for at most 1000 digits, but asks for 2000
          '%s' | format(1, a=2) => the filter 'format' must be given values with names or without, but was given both
          '{'.format() => braces in a format must come in pairs, but one does not in '{'
          '{} {}'.format(1) => a format must be given a value for each field, but field 1 has none
          '{a}'.format(1) => str.format must be given 'a', but was not
          '{:>>>}'.format(1) => a field's format must be one of Python's, but is '>>>'
          '{0[}'.format(1) => a field of a format must be like name.attribute[key], but is 0[
          dict(**1) => behind '**' must stand a dict, but int does in the call of dict
          dict(**{1: 2}) => the keys of a dict behind '**' must be texts, but one was int
          """)
  void refusesWhatPythonDoesNotDoEither(String expression, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rendered.expression(expression))
        .withMessage("chat template line 1: " + problem);
  }
}
