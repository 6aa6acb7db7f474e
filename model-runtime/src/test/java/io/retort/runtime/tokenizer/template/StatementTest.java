package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Jinja 3.1.6 renders. */
class StatementTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {% if e %}a{% elif z %}b{% elif n %}c{% else %}d{% endif %} => c
          {% if n == 3 and (s or z) %}ok{% endif %}    => ok
          {% if e %}a{% endif %}                       => ``
          {% for x in l %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }};{% endfor %} => 1065;2154;3243;4332;5421;6510;
          {% for x in 'ab' %}{{ loop.first }}{{ loop.last }}{{ loop.length }}[{{ loop.previtem }}|{{ loop.nextitem }}]{% endfor %} => TrueFalse2[|b]FalseTrue2[a|]
          {% for x in 'abc' %}{{ loop.cycle('x', 'y') }}{% endfor %} => xyx
          {% for x in [] %}a{% else %}none{% endfor %} => none
          {% for x in nope %}a{% else %}none{% endfor %} => none
          {% for k, v in d.items() %}{{ k }}={{ v }},{% endfor %} => b=2,a=1,items=x,
          {% for a, (b, c) in [[1, [2, 3]]] %}{{ a + b + c }}{% endfor %} => 6
          {% for k in d %}{{ k }}{% endfor %}          => baitems
          {% for x in l if x is number %}{{ loop.index }}:{{ x }} of {{ loop.length }} {% endfor %} => `1:1 of 4 2:2 of 4 3:3 of 4 4:True of 4 `
          {% for x in l if x == 99 %}a{% else %}none{% endfor %} => none
          {% for x in [1, 2, 3, 4] %}{% if x == 2 %}{% continue %}{% elif x == 4 %}{% break %}{% endif %}{{ x }}{% endfor %} => 13
          {% for a in [1, 2] %}{% for b in 'xyz' %}{% if b == 'y' %}{% break %}{% endif %}{{ loop.index }}{% endfor %}{{ loop.index }};{% endfor %} => 11;12;
          {% for m in ms[::-1] %}{{ m.role }} {% endfor %} => `assistant user system `
          """)
  void branchesAndLoops(String template, String rendered) {
    assertThat(Rendered.template(template)).isEqualTo(Rendered.unescaped(rendered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {% set a = 1 %}{{ a }}{% set a = a + 1 %}{{ a }} => 12
          {% set a, b = 1, 2 %}{{ b }}{{ a }}          => 21
          {% set a = 1, 2 %}{{ a }}                    => (1, 2)
          {% set x = 1 %}{% for i in [1, 2] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }} => 231
          {% if t %}{% set q = 5 %}{% endif %}{{ q }}  => 5
          {% set ns = namespace(x=1) %}{% for i in [1, 2] %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}{{ ns.y }} => 4
          {% set a %} x {{ n }} {% endset %}[{{ a }}]  => [ x 3 ]
          {% set a | upper | trim %} x {{ n }} {% endset %}[{{ a }}] => [X 3]
          {% filter replace('a', 'b') | upper %}abc{% endfilter %} => BBC
          {% generation %}x{% set n = 5 %}{{ n }}{% endgeneration %}{{ n }} => x53
          {% macro m(a, b=2, c=a) %}<{{ a }}{{ b }}{{ c }}>{% endmacro %}{{ m(1) }}{{ m(1, c=5) }}{{ m(b=7, a=0) }}{{ m() }} => <121><125><070><2>
          {% macro m() %}{{ n }}{{ later }}{% endmacro %}{% set later = 9 %}{{ m() }} => 39
          {% macro f(k) %}{% if k > 0 %}{{ k }}{{ f(k - 1) }}{% endif %}{% endmacro %}{{ f(5) }} => 54321
          {% macro m() %}x{% endmacro %}{{ m() | upper }}{{ m() ~ 'y' }} => Xxy
          {% for i in [1, 2] %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %} => 12
          {% macro m() %}[{{ caller('z') }}]{% endmacro %}{% call(v) m() %}body {{ v }} {{ n }}{% endcall %} => [body z 3]
          {% macro m(a) %}{{ a }}[{{ caller() }}]{% endmacro %}{% call m(1) %}body{% endcall %} => 1[body]
          {{ 1, 2 }}                                   => (1, 2)
          {% with a = 1, b = n %}{{ a }}{{ b }}{% endwith %}{{ a is defined }} => 13False
          {% for x in [1, 1, 2] %}{{ loop.changed(x) }}{% endfor %} => TrueFalseTrue
          {% for x in [{'v': 1, 'c': [{'v': 2, 'c': []}, {'v': 3, 'c': []}]}] recursive %}{{ loop.depth }}{{ x.v }}({{ loop(x.c) }}){% endfor %} => 11(22()23())
          {% for x in [1] %}{% for y in [2] %}{{ loop.depth }}{{ loop.depth0 }}{% endfor %}{% endfor %} => 10
          {% set j = joiner('-') %}{% for x in [1, 2, 3] %}{{ j() }}{{ x }}{% endfor %} => 1-2-3
          {% macro f(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ f(*[1, 2]) }}{{ f(**{'a': 3, 'b': 4}) }}{{ f(5, *[6]) }} => 123456
          {{ dict(d, **{'k': 1}) }} => {'b': 2, 'a': 1, 'items': 'x', 'k': 1}
          """)
  void setsAndCalls(String template, String rendered) {
    assertThat(Rendered.template(template)).isEqualTo(Rendered.unescaped(rendered));
  }
}
