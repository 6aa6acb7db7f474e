package io.retort.runtime.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: 8 bytes with its length, JSON, then the tensors' bytes.
 *
 * <p>Checked whole before anything is mapped, because the native library trusts what it is given: a
 * wrong offset there is a crash of the JVM, not an exception.
 *
 * @param tensors those of types that this runtime reads, by name
 * @param otherTypes of all others, such as I64, by name: an error only when such a tensor is wanted
 */
record SafetensorsHeader(Map<String, TensorEntry> tensors, Map<String, String> otherTypes) {

  /** Of a file without tensors. */
  static final SafetensorsHeader NONE = new SafetensorsHeader(Map.of(), Map.of());

  // The format's own limit (safetensors, MAX_HEADER_SIZE).
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads and checks a file's header.
   *
   * @throws IllegalArgumentException if the file is no sound safetensors file
   */
  static SafetensorsHeader read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " must exist, but does not");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long fileBytes = channel.size();
      if (fileBytes < 8) {
        throw broken(file, "must have at least 8 bytes, but has " + fileBytes);
      }
      long headerBytes = bytes(channel, 0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, fileBytes - 8)) {
        throw broken(
            file,
            "must have a header of 2 to "
                + Math.min(MAX_HEADER_BYTES, fileBytes - 8)
                + " bytes, but states "
                + headerBytes
                + "; the file may be truncated");
      }
      JsonNode header = JSON.readTree(bytes(channel, 8, (int) headerBytes).array());
      if (!header.isObject()) {
        throw broken(file, "must have a JSON object as header, but has another value");
      }
      return of(file, header, 8 + headerBytes, fileBytes);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + " must have a JSON header, but its header is broken: " + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static SafetensorsHeader of(Path file, JsonNode header, long dataStart, long fileBytes) {
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    Map<String, String> otherTypes = new LinkedHashMap<>();
    List<Span> spans = new ArrayList<>();
    Iterator<Map.Entry<String, JsonNode>> fields = header.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (field.getKey().equals("__metadata__")) {
        continue;
      }
      Span span = span(file, field.getKey(), field.getValue(), fileBytes - dataStart);
      spans.add(span);
      String type = field.getValue().path("dtype").asText();
      otherTypes.put(field.getKey(), type);
      for (TensorType known : TensorType.values()) {
        if (known.name().equals(type)) {
          otherTypes.remove(field.getKey());
          tensors.put(field.getKey(), entry(file, field, known, span, dataStart));
        }
      }
    }
    rejectOverlaps(file, spans);
    return new SafetensorsHeader(tensors, otherTypes);
  }

  private static Span span(Path file, String name, JsonNode tensor, long dataBytes) {
    JsonNode offsets = tensor.path("data_offsets");
    if (!tensor.path("dtype").isTextual()
        || !tensor.path("shape").isArray()
        || offsets.size() != 2
        || !offsets.path(0).canConvertToLong()
        || !offsets.path(1).canConvertToLong()) {
      throw broken(
          file,
          "must give dtype, shape and two data_offsets for tensor '" + name + "', but does not");
    }
    long begin = offsets.path(0).longValue();
    long end = offsets.path(1).longValue();
    if (begin < 0 || end < begin || end > dataBytes) {
      throw broken(
          file,
          "must hold tensor '"
              + name
              + "' within its "
              + dataBytes
              + " bytes of data, but places it at ["
              + begin
              + ", "
              + end
              + "); the file may be truncated");
    }
    return new Span(name, begin, end);
  }

  private static TensorEntry entry(
      Path file, Map.Entry<String, JsonNode> field, TensorType type, Span span, long dataStart) {
    List<Long> shape = new ArrayList<>();
    long wanted = type.bytes();
    for (JsonNode dimension : field.getValue().path("shape")) {
      if (!dimension.isIntegralNumber()
          || !dimension.canConvertToLong()
          || dimension.longValue() < 0) {
        throw broken(
            file,
            "must give sizes of at least 0 for tensor '"
                + field.getKey()
                + "', but gives "
                + dimension);
      }
      shape.add(dimension.longValue());
      try {
        wanted = Math.multiplyExact(wanted, dimension.longValue());
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(
            file
                + " must give tensor '"
                + field.getKey()
                + "' a size below 2^63 bytes, but its shape is "
                + field.getValue().path("shape"),
            e);
      }
    }
    if (wanted != span.end - span.begin) {
      throw broken(
          file,
          "must give tensor '"
              + field.getKey()
              + "' of shape "
              + shape
              + " and type "
              + type
              + " "
              + wanted
              + " bytes, but gives it "
              + (span.end - span.begin));
    }
    return new TensorEntry(field.getKey(), file, type, shape, dataStart + span.begin);
  }

  private static void rejectOverlaps(Path file, List<Span> spans) {
    spans.sort(Comparator.comparingLong(Span::begin).thenComparingLong(Span::end));
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).begin < spans.get(i - 1).end) {
        throw broken(
            file,
            "must keep its tensors apart, but '"
                + spans.get(i - 1).name
                + "' and '"
                + spans.get(i).name
                + "' overlap");
      }
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("ends after " + (position + buffer.position()) + " bytes");
      }
    }
    return buffer.flip();
  }

  private static IllegalArgumentException broken(Path file, String what) {
    return new IllegalArgumentException(file + " " + what);
  }

  private record Span(String name, long begin, long end) {}
}
