package io.retort.job.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.job.config.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a JSONL file, one line in memory at a time; blank lines are skipped. */
public final class JsonLines {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  // Jackson's aside that shows the line, or that it does not, after its version's taste.
  private static final Pattern SOURCE = Pattern.compile(" \\(start marker at \\[Source: .*]\\)");

  private JsonLines() {}

  /** What is done with a line. */
  @FunctionalInterface
  public interface LineReader {

    /**
     * Takes one line's object.
     *
     * @throws IllegalArgumentException if it is not as it must be; the reader adds file and line
     */
    void read(ObjectNode row) throws IOException;
  }

  /**
   * Hands every line's object to {@code reader}.
   *
   * @throws InvalidInputException at the first line that is wrong, naming file and line
   */
  public static void read(Path file, LineReader reader) throws IOException {
    int number = 1;
    try (BufferedReader lines = open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String text = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (!text.isBlank()) {
          reader.read(object(text));
        }
        number++;
      }
    } catch (MalformedInputException e) {
      throw wrong(file, number, "must be UTF-8, but has bytes that are not; convert the file");
    } catch (InvalidInputException e) {
      throw e;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(file, number, String.valueOf(e.getMessage()));
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(List.of(file + " must be a file, but there is none"));
    }
    return Files.newBufferedReader(file);
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
              + SOURCE.matcher(e.getOriginalMessage()).replaceAll("")
              + " (column "
              + e.getLocation().getColumnNr()
              + ")",
          e);
    }
  }

  private static InvalidInputException wrong(Path file, int line, String problem) {
    return new InvalidInputException(List.of(file + ":" + line + ": " + problem));
  }
}
