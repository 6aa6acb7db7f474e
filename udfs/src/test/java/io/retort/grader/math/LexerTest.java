package io.retort.grader.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {

  /**
   * Tokens as {@code kind:text}, the kind by its first letter (number, word, command, sign, text);
   * a dot before it where white space stands before it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '⇒',
      quoteCharacter = '‖',
      textBlock =
          """
          x**2            ⇒ w:x s:^ n:2
          x ** 2          ⇒ w:x ·n:2
          **5**           ⇒ n:5
          5**             ⇒ n:5
          **              ⇒ (nothing)
          2*3             ⇒ n:2 s:* n:3
          a<=b            ⇒ w:a s:≤ w:b
          a>=b            ⇒ w:a s:≥ w:b
          a!=b            ⇒ w:a s:≠ w:b
          a==b            ⇒ w:a s:= w:b
          a->b            ⇒ w:a s:→ w:b
          a=>b            ⇒ w:a s:→ w:b
          1+/-2           ⇒ n:1 s:± n:2
          1+/2            ⇒ n:1 s:+ s:/ n:2
          x²              ⇒ w:x s:^ n:2
          x⁰              ⇒ w:x s:^ n:0
          x₁              ⇒ w:x s:_ n:1
          x₉              ⇒ w:x s:_ n:9
          ½               ⇒ c:frac s:{ n:1 s:} s:{ n:2 s:}
          3⅔              ⇒ n:3 c:frac s:{ n:2 s:} s:{ n:3 s:}
          ¼¾              ⇒ c:frac s:{ n:1 s:} s:{ n:4 s:} c:frac s:{ n:3 s:} s:{ n:4 s:}
          a é b           ⇒ w:a ·t:é ·w:b
          日本 x            ⇒ t:日本 ·w:x
          Ünï             ⇒ t:Ü w:n t:ï
          π               ⇒ c:pi
          √2              ⇒ c:sqrt n:2
          ×÷              ⇒ s:* s:/
          {x}             ⇒ s:{ w:x s:}
          x 2             ⇒ w:x ·n:2
          x  2            ⇒ w:x ·n:2
          x\\quad 2        ⇒ w:x ·n:2
          \\left.x\\right.  ⇒ w:x
          \\left(x\\right)  ⇒ s:( w:x s:)
          \\left..5\\right) ⇒ n:.5 s:)
          \\text{or}       ⇒ s:and
          \\text{ or }     ⇒ s:and
          \\text{cm}       ⇒ t:cm
          5\\text{cm}      ⇒ n:5 t:cm
          5\\text{ cm}     ⇒ n:5 ·t:cm
          \\text{, and}    ⇒ s:and
          \\text{and.}     ⇒ s:and
          \\text{and~}     ⇒ s:and
          \\text{sin}x     ⇒ w:sin w:x
          \\mathrm{cb}     ⇒ w:cb
          \\mathrm{cm}     ⇒ t:cm
          5\\mathrm{cm}    ⇒ n:5 t:cm
          \\mathrm{a b}    ⇒ t:a b
          \\mathrm{abc}    ⇒ t:abc
          \\text{x+1}      ⇒ w:x s:+ n:1
          \\text{5 cm}     ⇒ n:5 ·w:cm
          \\text{ x+1}     ⇒ w:x s:+ n:1
          \\text x         ⇒ w:x
          \\text   x       ⇒ w:x
          \\text           ⇒ (nothing)
          \\text{a\\}b}     ⇒ w:a s:\\} w:b
          \\text{a{b}c}    ⇒ w:a s:{ w:b s:} w:c
          \\frac12         ⇒ c:frac n:12
          \\fracx          ⇒ c:frac w:x
          \\nfrac12        ⇒ ·w:frac n:12
          \\n5             ⇒ ·n:5
          \\alphax         ⇒ c:alpha w:x
          \\x              ⇒ c:x
          \\,5             ⇒ ·n:5
          5\\;6            ⇒ n:5 ·n:6
          5\\!6            ⇒ n:5 n:6
          5\\:6            ⇒ n:5 ·n:6
          50\\%            ⇒ n:50 s:%
          \\$5             ⇒ s:$ n:5
          \\{1\\}           ⇒ s:\\{ n:1 s:\\}
          \\|x\\|           ⇒ s:| w:x s:|
          \\(x\\)           ⇒ w:x
          \\[x\\]           ⇒ w:x
          \\-5             ⇒ n:5
          1\\\\2            ⇒ n:1 s:\\\\ n:2
          1\\\\,2           ⇒ n:1 ·n:2
          \\\\frac12        ⇒ c:frac n:12
          1\\\\ 2           ⇒ n:1 s:\\\\ ·n:2
          1\\\\;2           ⇒ n:1 ·n:2
          1,234           ⇒ n:1234 ambiguous
          (1,234)         ⇒ s:( n:1 s:, n:234 s:) ambiguous
          [1,234]         ⇒ s:[ n:1 s:, n:234 s:] ambiguous
          {1,234}         ⇒ s:{ n:1234 s:} ambiguous
          \\{1,234\\}       ⇒ s:\\{ n:1 s:, n:234 s:\\} ambiguous
          (1),234         ⇒ s:( n:1 s:) s:, n:234
          ((1,234),5)     ⇒ s:( s:( n:1 s:, n:234 s:) s:, n:5 s:) ambiguous
          (1)2,345        ⇒ s:( n:1 s:) n:2345 ambiguous
          1orW            ⇒ n:1 s:and w:W
          1or2            ⇒ n:1 s:and n:2
          1and2           ⇒ n:1 s:and n:2
          )orx            ⇒ s:) s:and w:x
          2 orx           ⇒ n:2 ·w:orx
          2orxy           ⇒ n:2 w:orxy
          xor             ⇒ w:xor
          1.5e3           ⇒ n:1.5e3
          7_5             ⇒ n:7 s:_ n:5
          'x'             ⇒ s:' w:x s:'
          x'              ⇒ w:x s:'
          x"              ⇒ w:x s:"
          a;b             ⇒ w:a s:; w:b
          “x”             ⇒ w:x
          x​y             ⇒ w:x w:y
          x\\ y            ⇒ w:x ·w:y
          \\\\              ⇒ s:\\\\
          \\quad\\quad x    ⇒ ·w:x
          𝑥+1             ⇒ t:𝑥 s:+ n:1
          5°              ⇒ n:5 s:°
          5∘              ⇒ n:5 s:°
          −5              ⇒ s:- n:5
          5′              ⇒ n:5 s:'
          1…3             ⇒ n:1 s:… n:3
          ∞               ⇒ c:infty
          x∈R             ⇒ w:x s:∈ w:R
          ∅               ⇒ c:emptyset
          A∪B             ⇒ w:A s:∪ w:B
          ≤≥≠             ⇒ s:≤ s:≥ s:≠
          """)
  void takesAnAnswerApart(String source, String tokens) {
    Lexer lexer = new Lexer(source, false, Work.perRow());
    List<Token> all = lexer.tokens();

    String shown =
        all.subList(0, all.size() - 1).stream()
            .map(LexerTest::shown)
            .collect(Collectors.joining(" "));
    assertThat((shown.isEmpty() ? "(nothing)" : shown) + (lexer.isAmbiguous() ? " ambiguous" : ""))
        .isEqualTo(tokens);
    assertThat(all.get(all.size() - 1).kind()).isEqualTo(Token.Kind.END);
  }

  @ParameterizedTest
  @CsvSource({
    "1;234, n:1 s:; n:234",
    "'1,234', 'n:1 s:, n:234 ambiguous'", // outside brackets the alternative takes it for a list
    "'(1,234)', 'n:1234'",
  })
  void theAlternativeReadingHasCommasTheOtherWayRound(String source, String tokens) {
    Lexer lexer = new Lexer(source, true, Work.perRow());

    String shown = lexer.tokens().stream().map(LexerTest::shown).collect(Collectors.joining(" "));
    assertThat(shown + (lexer.isAmbiguous() ? " ambiguous" : ""))
        .contains(tokens.replace(" ambiguous", ""))
        .matches(text -> text.contains("ambiguous") == source.contains(","));
  }

  /** A step for each piece, and one for each character of a number or of an argument. */
  @ParameterizedTest
  @CsvSource({
    "x+1, 4", // three pieces, one digit
    "12+345, 8", // three pieces, five digits
    "\\text{ab}, 5", // the command; the argument of four characters
    "\\text{a+b}, 9", // the command; five characters; three pieces within
    "' ', 1",
  })
  void stepsAreCounted(String source, long steps) {
    Work work = Work.perRow();

    new Lexer(source, false, work).tokens();

    assertThat(work.spent()).isEqualTo(steps);
  }

  @Test
  void lineBreaksThatWereEscapedTwiceAreSpaces() {
    assertThat(new Lexer("1\\n2", false, Work.perRow()).tokens())
        .extracting(LexerTest::shown)
        .containsExactly("n:1", "·n:2", "e:");
  }

  private static String shown(Token token) {
    return (token.isSpaced() ? "·" : "")
        + token.kind().name().toLowerCase(Locale.ROOT).charAt(0)
        + ":"
        + token.text();
  }
}
