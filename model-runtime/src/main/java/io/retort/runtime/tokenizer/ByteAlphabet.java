package io.retort.runtime.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One printable character for each of the 256 bytes, so that a vocabulary of bytes can be written
 * as text. Source: Radford et al. 2019 (GPT-2), {@code bytes_to_unicode} in encoder.py.
 */
final class ByteAlphabet {

  private static final char[] CHARACTER_OF_BYTE = characters();

  private ByteAlphabet() {}

  /** The UTF-8 bytes of a text, one character each. */
  static String spell(String text) {
    StringBuilder spelled = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      spelled.append(CHARACTER_OF_BYTE[b & 0xff]);
    }
    return spelled.toString();
  }

  /** All 256 characters in the order of their code points. */
  static List<String> sorted() {
    return IntStream.range(0, 256)
        .map(b -> CHARACTER_OF_BYTE[b])
        .sorted()
        .mapToObj(Character::toString)
        .toList();
  }

  // Printable Latin-1 stands for itself; every other byte takes the next character from U+0100.
  private static char[] characters() {
    char[] characters = new char[256];
    char next = 0x100;
    for (int b = 0; b < 256; b++) {
      characters[b] = isPrintable(b) ? (char) b : next++;
    }
    return characters;
  }

  private static boolean isPrintable(int b) {
    return (b > ' ' && b < 0x7f) || (b > 0xa0 && b != 0xad);
  }
}
