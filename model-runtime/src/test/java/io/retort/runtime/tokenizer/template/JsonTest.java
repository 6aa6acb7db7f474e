package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are those of transformers' own filter: json.dumps of Python 3.11. */
class JsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          d | tojson                                   => {"b": 2, "a": 1, "items": "x"}
          l | tojson                                   => [1, 2, 3, "a", null, true]
          s | tojson                                   => "Hello wörld 😀!"
          f | tojson                                   => 1.5
          1e100 | tojson                               => 1e+100
          t | tojson                                   => true
          ms | tojson                                  => [{"role": "system", "content": "S"}, {"role": "user", "content": "hi"}, {"role": "assistant", "content": "<think>\\nr\\n</think>\\n\\nb"}]
          {'a': [], 'b': {}, 'c': [1]} | tojson(indent=2) => {⏎  "a": [],⏎  "b": {},⏎  "c": [⏎    1⏎  ]⏎}
          [{'a': 1}, 2] | tojson(indent='\\t')         => [⏎⇥{⏎⇥⇥"a": 1⏎⇥},⏎⇥2⏎]
          {'b': 1, 'a': 2} | tojson(sort_keys=true)    => {"a": 2, "b": 1}
          {'b': 1, 'a': 2} | tojson(separators=(',', ':')) => {"b":1,"a":2}
          {1: 2, none: 3, 1.5: 4, false: 5} | tojson   => {"1": 2, "null": 3, "1.5": 4, "false": 5}
          s | tojson(ensure_ascii=true)                => "Hello w\\u00f6rld \\ud83d\\ude00!"
          "<a href='x'>&amp;\\x7f\\x01\\t\\"\\\\" | tojson => "<a href='x'>&amp;\\u0001\\t\\"\\\\"
          '\\b\\f\\n\\r' | tojson                      => "\\b\\f\\n\\r"
          (1e308 * 10) | tojson                        => Infinity
          """)
  void writesAsTransformersDoes(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }
}
