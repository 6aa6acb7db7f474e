package io.retort.benchmark.rows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads JSONL: UTF-8, one JSON object a line; blank lines and a byte order mark are skipped. */
final class JsonLines {

  static final String BYTE_ORDER_MARK = "\uFEFF";

  private JsonLines() {}

  /** Hands every line's object to {@code reader}; wrong lines become faults. */
  static void read(String source, byte[] bytes, Faults faults, Consumer<Row> reader) {
    int number = 0;
    for (int start = 0; start < bytes.length; ) {
      int end = endOfLine(bytes, start);
      number++;
      String place = source + ":" + number;
      ByteBuffer line = ByteBuffer.wrap(bytes, start, end - start);
      boolean isFirst = number == 1;
      faults.attempt(
          place,
          () -> {
            String text = decode(line, isFirst);
            if (!text.isBlank()) {
              reader.accept(new Row(place, JsonText.object(text)));
            }
          });
      start = end + 1;
    }
  }

  private static int endOfLine(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  /** UTF-8, without the byte order mark that a file may begin with. */
  static String decode(ByteBuffer bytes, boolean isStart) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return isStart && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "must be UTF-8, but has bytes that are not; convert the file", e);
    }
  }
}
