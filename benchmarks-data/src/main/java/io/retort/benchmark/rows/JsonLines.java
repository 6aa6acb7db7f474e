package io.retort.benchmark.rows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.ObjIntConsumer;

/** Reads JSONL: UTF-8, one JSON object a line; blank lines and a byte order mark are skipped. */
final class JsonLines {

  static final String BYTE_ORDER_MARK = "\uFEFF";

  private JsonLines() {}

  /**
   * Hands every line's object to {@code reader}, with the position at which the line begins; wrong
   * lines become faults.
   */
  static void read(String source, ByteBuffer bytes, Faults faults, ObjIntConsumer<Row> reader) {
    int number = 0;
    for (int next = 0; next < bytes.limit(); ) {
      int start = next;
      int end = endOfLine(bytes, start);
      number++;
      String place = source + ":" + number;
      faults.attempt(
          place,
          () -> {
            String text = decode(bytes.slice(start, end - start), start == 0);
            if (!text.isBlank()) {
              reader.accept(new Row(place, JsonText.object(text)), start);
            }
          });
      next = end + 1;
    }
  }

  /** Where the line that begins at {@code start} ends, its line feed not included. */
  static int endOfLine(ByteBuffer bytes, int start) {
    int end = start;
    while (end < bytes.limit() && bytes.get(end) != '\n') {
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
