package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * White space as Jinja 3.1.6 keeps and drops it; ⏎ is a line break, ⇥ a tab, ␍ a carriage return.
 */
class LexerTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          a⏎{% if t %}⏎b⏎{% endif %}⏎c⏎                => a⏎b⏎c
          `  {% if t %}x{% endif %}  ⏎ y`              => x  ⏎ y
          `  {{ n }}  ⏎ {%- if t -%}  x  {%- endif -%}  z` => `  3xz`
          a⏎  {#- c -#}  ⏎b{# d #}⏎e⏎  {# f #}⏎ g      => abe⏎ g
          {%+ if t %}  x{% endif +%}⏎y                 => `  x⏎y`
          a⏎   {%+ if t %}x{% endif %}                 => a⏎   x
          {{ n }}   {% if t %}x{% endif %}             => 3   x
          {{ n }}⏎   {% if t %}x{% endif %}            => 3⏎x
          {% if t %}   {% if t %}x{% endif %}{% endif %} => `   x`
          {% if t %}⏎   {% if t %}x{% endif %}{% endif %} => x
          ⇥{# c #}⇥{% if t %}x{% endif %}              => ⇥x
          {% if t -%}⏎⏎  y  ⏎{% endif %}               => y  ⏎
          a{% if t %} b {% endif %} c⏎⏎{% if t %}⏎⏎d⏎⏎{% endif %}⏎⏎e => a b  c⏎⏎⏎d⏎⏎⏎e
          x⏎⏎                                          => x⏎
          x⏎                                           => x
          a␍⏎{% if t %}␍⏎b␍{% endif %}                 => a⏎b⏎
          {% raw %}{{ x }}{% if %}{% endraw %}⏎z       => {{ x }}{% if %}z
          a {%- raw -%}  {{ x }}  {%- endraw -%}  b    => a{{ x }}b
          {%set x=1%}{{x}}{%if x%}{{-x-}}{%endif%}     => 11
          {{ {'a': {'b': 1}}['a'] }}                   => {'b': 1}
          {{ '{{ }}' }}                                => {{ }}
          { % { # }} %} #}                             => { % { # }} %} #}
          x⍽{%- if t %}y{% endif %}                    => xy
          """)
  void trimsAroundTags(String template, String rendered) {
    assertThat(Rendered.template(template)).isEqualTo(Rendered.unescaped(rendered));
  }
}
