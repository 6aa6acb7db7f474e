package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Jinja 3.1.6 renders. */
class TextLayoutTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'a' | center(5) ~ '|' => `  a  |`
          'ab'.center(5, '*') => **ab*
          'abc'.center(6, '*') => *abc**
          'ab'.ljust(4) ~ '|' => ab  |
          'ab'.rjust(4, '0') => 00ab
          '42'.zfill(5) => 00042
          '-4'.zfill(4) => -004
          'a-b-c'.partition('-') => ('a', '-', 'b-c')
          'a-b-c'.rpartition('-') => ('a-b', '-', 'c')
          'abc'.partition('x') => ('abc', '', '')
          'abc'.rpartition('x') => ('', '', 'abc')
          '<a href="x">T&C</a>' | e => &lt;a href=&#34;x&#34;&gt;T&amp;C&lt;/a&gt;
          "it's" | escape => it&#39;s
          'one two three four five six' | truncate(12) => one two...
          'one two three four five six' | truncate(12, true) => one two t...
          'one two three four five six' | truncate(12, true, '!') => one two thr!
          'one two' | truncate(3) => one two
          'one, two_3 four' | wordcount => 3
          'aBc'.swapcase() => AbC
          'STRASSE ß'.casefold() => strasse ss
          'abc1'.islower() => True
          '1'.islower() => False
          'ABC'.isupper() => True
          'é'.isascii() => False
          '½'.isnumeric() => True
          '½'.isdecimal() => False
          'a\\nb\\r\\nc'.splitlines(true) => ['a\\n', 'b\\r\\n', 'c']
          'abcabc'.find('b', 2) => 4
          'abcabc'.rfind('b', 0, 3) => 1
          'abc'.find('c', 5) => -1
          'abcabc'.index('c') => 2
          'abcabc'.rindex('a') => 3
          'aaa'.count('a', -2) => 2
          'abc'.startswith('b', 1) => True
          'abc'.endswith('b', 0, 2) => True
          '😀bc'.find('c', 1) => 2
          d.copy() => {'b': 2, 'a': 1, 'items': 'x'}
          """)
  void laysOutAndSearches(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'a1' is lower => True
          'A' is upper => True
          'aB' is lower => False
          'upper' is filter => True
          'nope' is filter => False
          'odd' is test => True
          'nope' is test => False
          s is escaped => False
          """)
  void testsTexts(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'ab'.center(5, 'xy') => str.center must be given one character as 'fillchar', but was given str
          'a'.partition('') => the separator of str.partition must not be empty, but was
          'abc'.index('x') => str.index must be given a part of the text, but was given another
          'one two three' | truncate(2) => truncate must be given at least the length of the ending as 'length', but was given int
          """)
  void refusesWhatPythonDoesNotDoEither(String expression, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rendered.expression(expression))
        .withMessage("chat template line 1: " + problem);
  }
}
