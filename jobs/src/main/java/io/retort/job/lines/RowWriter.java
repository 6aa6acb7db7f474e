package io.retort.job.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes JSONL: UTF-8, one object a line. */
public final class RowWriter implements AutoCloseable {

  private static final ObjectWriter PLAIN = new JsonMapper().writer();
  private static final ObjectWriter ASCII = PLAIN.with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private final BufferedWriter out;

  private RowWriter(BufferedWriter out) {
    this.out = out;
  }

  /** Opens a new file. */
  public static RowWriter create(Path file) throws IOException {
    return new RowWriter(Files.newBufferedWriter(file));
  }

  public void write(ObjectNode row) throws IOException {
    out.write(text(row));
    out.write('\n');
  }

  // UTF-8 has no lone surrogates, but JSON's escapes do.
  private static String text(ObjectNode row) throws JsonProcessingException {
    String text = PLAIN.writeValueAsString(row);
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? text
        : ASCII.writeValueAsString(row);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
