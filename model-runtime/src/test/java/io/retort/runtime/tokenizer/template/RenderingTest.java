package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A template that would take all time or memory ends with an error instead. */
class RenderingTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {{ 'abcdefgh' * 100000000 }} => a text must have at most 16777216 characters, but would have 800000000
          {% set x = 'ab' * 8000000 %}{{ x }}{{ x }} => a text must have at most 16777216 characters, but would have 32000000
          {% set x = 'ab' * 8000000 %}{{ x ~ x }} => a text must have at most 16777216 characters, but would have 32000000
          {% set x = 'a' * 5000 %}{{ x | replace('a', x) }} => a text must have at most 16777216 characters, but would have 16780000
          {{ [1] * 2000000 }} => a list must have at most 1000000 elements, but would have 2000000
          {% for x in 'ab' * 600000 %}{% endfor %} => a list must have at most 1000000 elements, but would have 1200000
          {{ range(1000000) }} => range must give at most 100000 numbers, but would give more
          {{ range(0, 2147483647, 1) }} => range must give at most 100000 numbers, but would give more
          {% macro m() %}{{ m() }}{% endmacro %}{{ m() }} => macros must call each other at most 100 deep, but 'm' was called deeper; it may call itself endlessly
          {% for a in range(100000) %}{% for b in range(100) %}{% endfor %}{% endfor %} => a template must end within 5000000 steps, but has not; it may loop endlessly
          {% set ns = namespace(x='ab') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %} => a text must have at most 16777216 characters, but would have 33554432
          {% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }} => a template must end within 5000000 steps, but has not; it may loop endlessly
          {% set ns = namespace(x=[1], y=[1]) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }} => a template must end within 5000000 steps
          {% set ns = namespace(x=['a']) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ('' | safe).join(ns.x) }} => str.join must be given texts only as 'iterable', but was given list
          {% set x = '<' * 8000000 %}{{ ('' | safe).join([x]) }} => a text must have at most 16777216 characters, but would have 32000000
          {% set x = '<' * 4000000 %}{{ ('' | safe).join([x] * 1000000) }} => a template must end within 5000000 steps
          {% set x = 'a' * 8000000 %}{{ (x ~ x) is in (x ~ 'b') }}{{ (x ~ 'b') in (x ~ x) }} => a template must end within 5000000 steps
          """)
  void endsWhatWouldCostTooMuch(String template, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rendered.template(template))
        .withMessageStartingWith("chat template line 1: " + problem);
  }

  @Test
  void refusesExpressionsThatOverflowTheStack() {
    String nested = "{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}";
    String list =
        "{% set ns = namespace(x=[]) %}{% for i in range(100000) %}{% set ns.x = [ns.x] %}"
            + "{% endfor %}{{ ns.x }}";

    for (String template : new String[] {nested, list}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Rendered.template(template))
          .withMessage(
              "a chat template must not nest its expressions so deeply that the stack overflows");
    }
  }

  @Test
  void refusesAnEndlessSource() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChatTemplate.parse("x".repeat((1 << 20) + 1)))
        .withMessage("a chat template must have at most 1048576 characters, but has 1048577");
  }
}
