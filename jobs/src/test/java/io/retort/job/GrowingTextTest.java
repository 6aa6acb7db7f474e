package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingTextTest {

  private final StringWriter out = new StringWriter();
  private final GrowingText text = new GrowingText(new PrintWriter(out), GrowingTextTest::decode);

  @Test
  void aCharacterIsPrintedWhenItIsWhole() {
    text.add('a');
    text.add(0xc3); // the first half of ä
    assertThat(out).hasToString("a");

    text.add(0xa4);
    assertThat(out).hasToString("aä");
  }

  @Test
  void whatNeverBecomesACharacterIsPrintedAtTheEnd() {
    text.add('a');
    text.add(0xc3);

    text.end(" …");

    assertThat(out).hasToString("a\ufffd …\n");
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
