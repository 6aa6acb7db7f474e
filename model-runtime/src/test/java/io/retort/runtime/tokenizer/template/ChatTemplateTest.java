package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTemplateTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-05T17:08:09Z"), ZoneOffset.UTC);

  @Test
  void rendersAConversation() {
    ChatTemplate template =
        ChatTemplate.parse(
            """
            {{- bos_token }}
            {%- for message in messages %}
                {%- if message.role == 'user' %}
                    {{- 'Q: ' + message['content'] | trim }}
                {%- elif message.role == 'assistant' %}
                    {{- ' A: ' + message.content.split('</think>')[-1].lstrip() + eos_token }}
                {%- else %}
                    {{- raise_exception('Unknown role ' ~ message.role) }}
                {%- endif %}
            {%- endfor %}
            {%- if add_generation_prompt %}
                {{- ' A:' }}
            {%- endif %}
            """);
    Map<String, Object> variables =
        Map.of(
            "bos_token",
            "<s>",
            "eos_token",
            "</s>",
            "add_generation_prompt",
            true,
            "messages",
            List.of(
                Map.of("role", "user", "content", " 2+2? "),
                Map.of("role", "assistant", "content", "<think>\nhm\n</think>\n\n4"),
                Map.of("role", "user", "content", "and {{ 3 }}?")));

    assertThat(template.render(variables)).isEqualTo("<s>Q: 2+2? A: 4</s>Q: and {{ 3 }}? A:");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template.render(Map.of("messages", List.of(Map.of("role", "tool")))))
        .withMessage("chat template line 8: Unknown role tool");
  }

  // Expected values are what Python's strftime gives in the C locale.
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "%Y-%m-%d => 2026-03-05",
        "%d %b %Y => 05 Mar 2026",
        "%A, %B %d, %Y => Thursday, March 05, 2026",
        "%H:%M:%S, %I %p, day %j of '%y, %a, 100%% => 17:08:09, 05 PM, day 064 of '26, Thu, 100%",
      })
  void tellsTheTimeOfItsClock(String format, String time) {
    ChatTemplate template = ChatTemplate.parse("{{ strftime_now(f) }}", CLOCK);

    assertThat(template.render(Map.of("f", format))).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {{ => a tag must end with '}}', but has no end
          {% if t => a tag must end with '%}', but has no end
          {# x => a comment must end with '#}', but has no end
          {% raw %} x => 'raw' must end with '{% endraw %}', but has no end
          {{ 'abc }} => a text must end with the quote it began with, but has no end
          {{ '\\N{DASH}' }} => a character must be written as itself or by its code, but was named by '\\N'
          {{ '\\xg1' }} => the escape \\x must have 2 hexadecimal digits of a character, but has 'g1'
          {{ '\\U00110000' }} => the escape \\U must have 8 hexadecimal digits of a character, but has '00110000'
          {{ a $ b }} => a tag must hold names, literals and operators, but holds '$'
          {{ (1 }} => brackets must close in the order they open, but '}' closes '('
          {{ 1) }} => brackets must close in the order they open, but ')' closes nothing
          {{ 1 + }} => here must stand a value, but '}}' does
          {{ 1 2 }} => here must stand '}}', but '2' does
          {{ x. }} => here must stand a name, but '}}' does
          {{ 9223372036854775808 }} => an integer must fit into 64 bits, but was 9223372036854775808
          {{ f(*x, *y) }} => each of '*' and '**' can stand once in a call, but one stands twice
          {{ f(a=1, a=2) }} => each argument must be given once, but 'a' is given twice
          {{ f(a=1, 2) }} => arguments without a name must stand before those with one, but do not
          {% if t %}x => a block must end with 'endif', but the template ends before
          {% break %} => 'break' must stand in a loop, but does not
          {% for x in l %}{% macro m() %}{% continue %}{% endmacro %}{% endfor %} => 'continue' must stand in a loop, but does not
          {% call 5 %}{% endcall %} => 'call' must be followed by the call of a macro, but is not
          {% include 'x' %} => the statement 'include' is not supported here; supported are break, call, continue, filter, for, generation, if, macro, raw, set, with
          """)
  void refusesWhatIsNoTemplate(String template, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChatTemplate.parse("\n" + template))
        .withMessage("chat template line 2: " + problem);
  }

  @Test
  void namesTheFiltersAndTestsItKnowsOnceItNeedsOthers() {
    ChatTemplate filtered = ChatTemplate.parse("{% if x %}\n{{ x | urlize }}{% endif %}");
    assertThat(filtered.render(Map.of("x", ""))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> filtered.render(Map.of("x", "y")))
        .withMessageStartingWith(
            "chat template line 2: the filter 'urlize' is not supported; supported are abs,"
                + " attr, batch, capitalize,");
    ChatTemplate tested = ChatTemplate.parse("{{ 1 if x and x is prime }}");
    assertThat(tested.render(Map.of("x", ""))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tested.render(Map.of("x", "y")))
        .withMessageStartingWith(
            "chat template line 1: the test 'prime' is not supported; supported are !=, <, <=,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {{ raise_exception('no ' ~ 5) }} => no 5
          {{ nope.x }} => 'nope' must be defined to have an attribute 'x', but is not
          {{ nope[0] }} => 'nope' must be defined to have an element 0, but is not
          {{ d.x.y }} => attribute 'x' of dict must be defined to have an attribute 'y', but is not
          {{ nope() }} => 'nope' must be defined to be called, but is not, or is not supported
          {{ s.translate(1) }} => attribute 'translate' of str must be defined to be called, but is not, or is not supported
          {{ s() }} => only a function or macro can be called, but it was str
          {{ cycler }} => 'cycler' is not supported; define a variable of that name, or do without
          {{ 'a' + 1 }} => '+' must stand between values that Python can combine, but stands between str and int
          {{ 1 % 'x' }} => '%' must stand between values that Python can combine, but stands between int and str
          {{ nope * 2 }} => only a str or list can be repeated by '*', but it was 'nope', which is undefined
          {{ -s }} => a sign must stand before a number, but stands before str
          {{ 1 // 0 }} => the right side of '//' must not be 0, but was
          {{ 9223372036854775807 + 1 }} => integers must stay within 64 bits, but 9223372036854775807 + 1 does not
          {{ 10 ** 19 }} => integers must stay within 64 bits, but 10 ** 19 does not
          {{ none < 1 }} => only numbers, texts and lists have an order among their kind, but None was compared with int
          {{ 1 in 'a' }} => the left side of 'in' must be a str where the right side is, but was int
          {{ 'a' in 5 }} => the right side of 'in' must be a str, list or dict, but was int
          {{ n[1:] }} => only a str or list can be sliced, but it was int
          {{ l[::0] }} => the step of a slice must not be 0, but was
          {{ l['a':] }} => the bounds of a slice must be integers or None, but one was str
          {{ {[1]: 2} }} => a key of a dict must be a str, a number or None, but was list
          {% for x in 5 %}{% endfor %} => a loop must go over a list, dict or str, but got int
          {% for a, b in [[1, 2, 3]] %}{% endfor %} => a value must have 2 elements to be assigned to as many names, but has 3
          {% set d.x = 1 %} => 'd' must be a namespace for its attribute 'x' to be set, but was dict
          {{ l.append(1) }} => a list must not be changed in a template, but list.append would; make a new one with '+', and keep it in a namespace
          {{ l.index('zz') }} => list.index must be given an element of the list, but was given 'zz'
          {{ s.split('') }} => the separator of str.split must not be empty, but was
          {{ s.split(1) }} => str.split must be given a str as 'sep', but was given int
          {{ s.upper(1) }} => str.upper must be given no more arguments than (), but was given 1
          {{ s.replace('a') }} => str.replace must be given 'new', but was not
          {{ s.strip('a', chars='b') }} => str.strip must be given each argument once, but was given 'chars' twice
          {{ s | trim(x=1) }} => trim must be given no other arguments than (chars), but was given 'x'
          {{ s | indent(1.5) }} => indent must be given an integer of 32 bits as 'width', but was given float
          {{ l | map | list }} => map must be given 'attribute', but was not
          {{ l | selectattr }} => the filter 'selectattr' must be given a name first, but was not
          {{ l | map('nope') }} => the filter 'nope' is not supported
          {{ s | items }} => the filter 'items' must be given a dict, but was given str
          {{ s | dictsort }} => the filter 'dictsort' must be given a dict, but was given str
          {{ d | dictsort(by='x') }} => dictsort must be given 'key' or 'value' as 'by', but was given str
          {{ nope | tojson }} => tojson must be given a JSON-like value, but was given 'nope', which is undefined
          {{ l | tojson(separators=(1,)) }} => tojson must be given two texts as 'separators', but was given tuple
          {{ nope | int }} => 'nope' must be defined to be made a number, but is not
          {{ '1e30' | int }} => integers must stay within 64 bits, but one was 1E+30
          {{ s is odd }} => the test 'odd' must be given an integer, but was given str
          {{ range(0, 5, 0) }} => the step of range must not be 0, but was
          {{ namespace(1) }} => namespace must be given a dict or named values, but was given int
          {{ strftime_now('%Q') }} => a directive of strftime_now must be one of %Y %y %m %B %b %d %j %A %a %H %I %M %S %p %%, but was %Q
          {% for x in 'a' %}{{ loop.cycle() }}{% endfor %} => loop.cycle must be given values, but was given none
          {% macro m(a) %}{% endmacro %}{{ m(1, 2) }} => m must be given no more arguments than (a), but was given 2
          """)
  void saysWhatFailedAndWhere(String template, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rendered.template("⏎⏎" + template))
        .withMessageStartingWith("chat template line 3: " + problem);
  }

  @Test
  void takesOnlyJsonLikeVariables() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChatTemplate.parse("").render(Map.of("x", new StringBuilder())))
        .withMessage(
            "a template variable must be JSON-like (null, Boolean, Integer, Long, Double, String,"
                + " List or Map), but was a java.lang.StringBuilder");
  }

  @Test
  void isNotChangedByRendering() {
    ChatTemplate template = ChatTemplate.parse("{{ x }}{% set x = 2 %}{{ x }}");

    assertThat(template.render(Map.of("x", 1))).isEqualTo("12");
    assertThat(template.render(Map.of("x", 1))).isEqualTo("12");
  }
}
