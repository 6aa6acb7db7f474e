package io.retort.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsHeaderTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("model.safetensors");
  }

  @Test
  void readsWhatTheWriterWrote() {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    shapes.put("a", List.of(2L, 3L));
    shapes.put("b", List.of(1L));
    Map<String, float[]> values =
        Map.of("a", new float[] {1, 2, 3, 4, 5, -6.5f}, "b", new float[] {0.25f});
    SafetensorsWriter.write(
        file,
        shapes,
        name -> name.equals("a") ? TensorType.F32 : TensorType.BF16,
        name -> values.getOrDefault(name, new float[0]));

    TensorFile read = new TensorFile(file);

    assertThat(read.floats("a")).containsExactly(1, 2, 3, 4, 5, -6.5f);
    assertThat(read.floats("b")).containsExactly(0.25f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read.floats("c"))
        .withMessage(file + ": tensor 'c' must be there, but is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}} | must give tensor 'a' of shape [2] and type F32 8 bytes, but gives it 12
          {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,20]}} | must hold tensor 'a' within its 16 bytes of data, but places it at [0, 20); the file may be truncated
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}} | must hold tensor 'a' within its 16 bytes of data, but places it at [-4, 0); the file may be truncated
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}} | must hold tensor 'a' within its 16 bytes of data, but places it at [8, 4); the file may be truncated
          {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}} | must give sizes of at least 0 for tensor 'a', but gives -1
          {"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}} | must give tensor 'a' a size below 2^63 bytes, but its shape is [4611686018427387904,4]
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}} | must keep its tensors apart, but 'a' and 'b' overlap
          {"a":{"dtype":"F32","shape":[2]}} | must give dtype, shape and two data_offsets for tensor 'a', but does not
          {"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}} | must give dtype, shape and two data_offsets for tensor 'a', but does not
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}} | must give dtype, shape and two data_offsets for tensor 'a', but does not
          [1,2] | must have a JSON object as header, but has another value
          """)
  void aHostileHeaderIsOneClearError(String header, String message) throws IOException {
    write(header, 16);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafetensorsHeader.read(file))
        .withMessage(file + " " + message);
  }

  @Test
  void theSameNameTwiceIsAnError() throws IOException {
    write(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        16);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafetensorsHeader.read(file))
        .withMessageStartingWith(
            file + " must have a JSON header, but its header is broken: Duplicate field 'a'");
  }

  @Test
  void aHeaderLongerThanTheFileIsAnError() throws IOException {
    Files.write(file, ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(1000).array());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafetensorsHeader.read(file))
        .withMessage(
            file
                + " must have a header of 2 to 16 bytes, but states 1000; the file may be truncated");
  }

  @Test
  void aFileOfAFewBytesIsAnError() throws IOException {
    Files.write(file, new byte[5]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafetensorsHeader.read(file))
        .withMessage(file + " must have at least 8 bytes, but has 5");
  }

  @Test
  void aMissingFileIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafetensorsHeader.read(file))
        .withMessage(file + " must exist, but does not");
  }

  @Test
  void deepNestingIsAnErrorAndNoStackOverflow() throws IOException {
    write("{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}", 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafetensorsHeader.read(file))
        .withMessageStartingWith(file + " must have a JSON header, but its header is broken: ");
  }

  @Test
  void randomDamageIsAnErrorOrAHeaderButNeverACrash() throws IOException {
    write("{\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}", 16);
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = sound.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      try {
        SafetensorsHeader.read(file)
            .tensors()
            .values()
            .forEach(
                entry ->
                    assertThat(entry.offset() + entry.size() * entry.type().bytes())
                        .isLessThanOrEqualTo(damaged.length));
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "BOOL, 1",
    "U8, 1",
    "I8, 1",
    "I16, 2",
    "U16, 2",
    "I32, 4",
    "U32, 4",
    "I64, 8",
    "U64, 8",
    "F64, 8",
    "F8_E5M2, 1",
    "F8_E8M0, 1",
    "C64, 8",
    "A_TYPE_YET_TO_COME, 3",
  })
  void typesOfOtherProgramsAreKnownByName(String type, int bytes) throws IOException {
    write(
        "{\"__metadata__\":{\"format\":\"pt\"},\"i\":{\"dtype\":\""
            + type
            + "\",\"shape\":[1],\"data_offsets\":[0,"
            + bytes
            + "]},\"f\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[8,12]}}",
        16);

    SafetensorsHeader header = SafetensorsHeader.read(file);
    assertThat(header.tensors()).containsOnlyKeys("f");
    assertThat(header.otherTypes()).containsExactly(entry("i", type));
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000, 0",
    "0x3c00, 1",
    "0xc000, -2",
    "0x7bff, 65504", // the largest half
    "0x0001, 5.9604645E-8", // the smallest: 2^-24
    "0x7c00, Infinity",
    "0x3555, 0.33325195",
  })
  void halvesAreWidenedExactly(String bits, float value) {
    assertThat(TensorReader.halfToFloat((short) (int) Integer.decode(bits))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0x3f80",
    "1.00390625, 0x3f80", // halfway between 1 and 1.0078125: to the even one
    "1.01171875, 0x3f82", // halfway again, the even one is above
    "1.004, 0x3f81",
    "-0.0, 0x8000",
    "Infinity, 0x7f80",
    "NaN, 0x7fc0",
    "3.4e38, 0x7f80", // rounds beyond the largest
  })
  void bfloat16RoundsToNearestEven(float value, String bits) {
    assertThat(SafetensorsWriter.toBfloat16(value)).isEqualTo((short) (int) Integer.decode(bits));
  }

  private void write(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    Files.write(
        file,
        ByteBuffer.allocate(8 + json.length + dataBytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array());
  }
}
