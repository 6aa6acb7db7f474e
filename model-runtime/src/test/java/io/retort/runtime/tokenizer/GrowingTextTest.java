package io.retort.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingTextTest {

  private final GrowingText text = new GrowingText(GrowingTextTest::decode);

  @Test
  void aCharacterComesWhenItIsWhole() {
    assertThat(text.add('a')).isEqualTo("a");
    assertThat(text.add(0xc3)).isEmpty(); // the first half of ä
    assertThat(text.add(0xa4)).isEqualTo("ä");
  }

  @Test
  void whatNeverBecomesACharacterComesAtTheEnd() {
    text.add('a');
    text.add(0xc3);

    assertThat(text.end()).isEqualTo("\ufffd");
    assertThat(text.end()).isEmpty();
  }

  @Test
  void bytesThatCannotBecomeACharacterDoNotHoldBackTheRest() {
    for (int i = 0; i < 3; i++) {
      assertThat(text.add(0xff)).isEmpty();
    }

    assertThat(text.add(0xff)).isEqualTo("\ufffd\ufffd\ufffd\ufffd");
    assertThat(text.add('b')).isEqualTo("b");
  }

  @Test
  void theTailHoldsWhatTheNewestTokenAddedAndSomeBefore() {
    "abcdef".chars().forEach(text::add);
    text.add(0xc3);
    text.add(0xa4);

    assertThat(text.tail(2)).isEqualTo("efä");
    assertThat(text.tail(99)).isEqualTo("abcdefä");
  }

  @Test
  void aDecoderThatStripsTheFirstSpaceLosesNoOther() {
    GrowingText words = new GrowingText(ids -> " word".repeat(ids.size()).stripLeading());

    assertThat(words.add(1)).isEqualTo("word");
    assertThat(words.add(1)).isEqualTo(" word");
    assertThat(words.add(1)).isEqualTo(" word");
  }

  /** Tokens that are bytes. */
  private static String decode(List<Integer> tokens) {
    byte[] bytes = new byte[tokens.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = tokens.get(i).byteValue();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
