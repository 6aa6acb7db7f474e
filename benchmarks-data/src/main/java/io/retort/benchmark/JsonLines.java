package io.retort.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads JSONL: UTF-8, one JSON object a line; blank lines and a byte order mark are skipped. All
 * wrong lines are reported at once, because a file is mended in one go.
 */
final class JsonLines {

  private static final int MAX_REPORTED = 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String source;
  private final List<String> faults = new ArrayList<>();

  private JsonLines(String source) {
    this.source = source;
  }

  /**
   * Reads every line with this parser, which rejects a line by an IllegalArgumentException.
   *
   * @param source what the bytes are called in messages
   */
  static <T> List<T> read(String source, byte[] bytes, Function<JsonLine, T> parser) {
    return new JsonLines(source).read(bytes, parser);
  }

  private <T> List<T> read(byte[] bytes, Function<JsonLine, T> parser) {
    List<T> parsed = new ArrayList<>();
    int number = 0;
    for (int start = 0; start < bytes.length; ) {
      int end = endOfLine(bytes, start);
      number++;
      try {
        String line = decode(ByteBuffer.wrap(bytes, start, end - start), number);
        if (!line.isBlank()) {
          parsed.add(parser.apply(new JsonLine(number, object(line))));
        }
      } catch (IllegalArgumentException e) {
        faults.add(source + ":" + number + ": " + e.getMessage());
      }
      start = end + 1;
    }
    throwFaults();
    if (parsed.isEmpty()) {
      throw new IllegalArgumentException(
          source + ": must hold at least one line with a JSON object, but has none");
    }
    return parsed;
  }

  private void throwFaults() {
    if (faults.isEmpty()) {
      return;
    }
    String message = String.join("\n", faults.subList(0, Math.min(MAX_REPORTED, faults.size())));
    int more = faults.size() - MAX_REPORTED;
    throw new IllegalArgumentException(
        more > 0 ? message + "\n" + source + ": and " + more + " more" : message);
  }

  private static int endOfLine(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private static String decode(ByteBuffer line, int number) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(line).toString();
      return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "must be UTF-8, but has bytes that are not; convert the file", e);
    }
  }

  private static ObjectNode object(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException("must be a JSON object, but was " + node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "must be one JSON object, but is broken: "
              + e.getOriginalMessage()
              + " (column "
              + e.getLocation().getColumnNr()
              + ")",
          e);
    }
  }
}
