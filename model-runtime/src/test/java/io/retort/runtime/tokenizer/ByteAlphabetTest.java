package io.retort.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteAlphabetTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "abc,abc",
        " a,Ġa", // 0x20 is the 33rd unprintable byte: U+0100 + 32 = Ġ
        "'\n',Ċ", // 0x0a is the 11th: U+0100 + 10 = Ċ
        "é,Ã©", // UTF-8 c3 a9, both printable in Latin-1
        "×,ÃĹ", // c3 97: 33 up to 0x20, 0x7f, then 0x80..0x97: U+0100 + 33 + 1 + 23 = Ĺ
        "\u00ad,ÂŃ", // c2 ad: the soft hyphen comes last of all, U+0100 + 67 = Ń
      })
  void spellsEachByteAsOneCharacter(String text, String spelled) {
    assertThat(ByteAlphabet.spell(text)).isEqualTo(spelled);
  }

  @Test
  void has256CharactersInOrder() {
    assertThat(ByteAlphabet.sorted()).hasSize(256).isSorted().doesNotHaveDuplicates();
    assertThat(ByteAlphabet.sorted()).startsWith("!", "\"", "#").endsWith("Ń");
  }
}
