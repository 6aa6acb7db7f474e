package io.retort.runtime.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a safetensors file: tensors in the order given, header padded so that data is 8-aligned.
 */
public final class SafetensorsWriter {

  private SafetensorsWriter() {}

  /**
   * Writes one file.
   *
   * @param shapes name to shape, in file order
   * @param types element type by name: F32, BF16 or F8_E4M3 (rounded to nearest, ties to even)
   * @param values the tensor's values in row order, by name
   */
  public static void write(
      Path file,
      Map<String, List<Long>> shapes,
      Function<String, TensorType> types,
      Function<String, float[]> values) {
    byte[] header = header(shapes, types);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
      out.write(header);
      for (String name : shapes.keySet()) {
        out.write(encode(types.apply(name), values.apply(name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * The JSON in front of the data, padded.
   *
   * @param shapes name to shape, in file order
   * @param types element type by name
   */
  public static byte[] header(Map<String, List<Long>> shapes, Function<String, TensorType> types) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
      TensorType type = types.apply(tensor.getKey());
      ObjectNode entry = root.putObject(tensor.getKey());
      entry.put("dtype", type.name());
      ArrayNode shape = entry.putArray("shape");
      long size = 1;
      for (long dimension : tensor.getValue()) {
        shape.add(dimension);
        size *= dimension;
      }
      long end = offset + size * type.bytes();
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private static byte[] encode(TensorType type, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (type) {
        case F32 -> bytes.putFloat(value);
        case BF16 -> bytes.putShort(toBfloat16(value));
        case F8_E4M3 -> bytes.put(Float8.nearest(value));
        case F16 ->
            throw new IllegalArgumentException("type must be F32, BF16 or F8_E4M3, but was F16");
      }
    }
    return bytes.array();
  }

  static short toBfloat16(float value) {
    int bits = Float.floatToIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
