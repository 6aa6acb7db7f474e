package io.retort.runtime.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Jinja 3.1.6 renders with markupsafe 3.0.3. */
class MarkupTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          '<a>' | safe + '<b>'                              => <a>&lt;b&gt;
          '<b>' + ('<a>' | safe)                            => &lt;b&gt;<a>
          ('<a>' | safe) ~ '<b>'                            => <a><b>
          ('<a>' | safe) + 5 | string                       => <a>5
          ('<a>' | safe) * 2 + '&'                          => <a><a>&amp;
          ('<a>' | safe)[1:] + '>'                          => a>&gt;
          ('<a>' | safe)[0] + '>'                           => <&gt;
          ('<a>' | safe).upper() + '<'                      => <A>&lt;
          ('<a> ' | safe).strip() + '<'                     => <a>&lt;
          ('<a>' | safe | upper) + '<'                      => <A>&lt;
          ('<a>' | safe | trim) + '<'                       => <a>&lt;
          ('<a>' | safe | replace('a', '<')) + '<'          => <<><
          ('<a>' | safe).replace('<', '"')                  => &#34;a>
          ('<a>' | safe).join(['<', '>' | safe])            => &lt;<a>>
          ('-' | safe).join('<>')                           => &lt;-&gt;
          ('-' | safe).join({'<': 1})                       => &lt;
          ('<a>' | safe).split('a')                         => [Markup('<'), Markup('>')]
          ('a<b' | safe).split('<')[1] + '<'                => b&lt;
          ('a<b' | safe).partition('<')[0] + '<'            => a&lt;
          ('%s <a> %d %r' | safe) % ('<', 3, '>')           => &lt; <a> 3 &#39;&gt;&#39;
          ('%s' | safe) % ('<a>' | safe)                    => <a>
          ('%5s|' | safe) % '<'                             => ` &lt;|`
          '%s' % ('<a>' | safe) + '<'                       => <a><
          ('%s <a>' | safe | format('&'))                   => &amp; <a>
          ('<{}> {:>6} {!r}' | safe).format('<', '&', "'")  => <&lt;>      &amp; &#34;&#39;&#34;
          ('{}' | safe).format('<' | safe)                  => <
          '{}'.format('<' | safe) + '<'                     => <<
          ('<a>' | escape) + '<'                            => &lt;a&gt;&lt;
          '<a>' | escape | escape                           => &lt;a&gt;
          '<a>' | safe | forceescape                        => &lt;a&gt;
          ('<a>' | e | string) + '<'                        => &lt;a&gt;&lt;
          ('<a>' | safe | title) + '<'                      => <A><
          ('a\\nb' | safe | indent) + '<'                   => a⏎    b&lt;
          ('abc' | safe | center(5)) + '<'                  => ` abc &lt;`
          ('abcdefghij' | safe | truncate(5, true, '<', 0)) => abcd&lt;
          ('ab' | safe | reverse) + '<'                     => ba&lt;
          ('ab' | safe | first) + '<'                       => a<
          'ab' | safe | list                                => ['a', 'b']
          ['<' | safe]                                      => [Markup('<')]
          '<' | safe is escaped                             => True
          '<' is escaped                                    => False
          '<' | safe == '<'                                 => True
          {'<' | safe: 1}['<']                              => 1
          {'a': '<' | safe} | tojson                        => {"a": "<"}
          ('<a>' | safe | tojson) + '<'                     => "<a>"<
          ['<' | safe, '<'] | join('&')                     => <&<
          ('<a>' | safe).ljust(5) + '<'                     => <a>  &lt;
          ('ab' | safe).startswith('a')                     => True
          ('<a>' | safe | capitalize) + '<'                 => <a>&lt;
          ('<A>' | safe | lower) + '<'                      => <a>&lt;
          """)
  void escapesWhatIsPutTogetherWithMarkup(String expression, String rendered) {
    assertThat(Rendered.expression(expression)).isEqualTo(Rendered.unescaped(rendered));
  }
}
