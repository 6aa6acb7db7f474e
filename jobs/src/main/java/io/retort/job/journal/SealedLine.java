package io.retort.job.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/** A line that shows whether it is whole: eight hexadecimal digits of CRC-32, a space, a text. */
final class SealedLine {

  private static final int PREFIX = 9;

  private SealedLine() {}

  /**
   * @param text without a line break
   */
  static String seal(String text) {
    return checksum(text) + " " + text;
  }

  /** The text of a line, or empty if the line is torn or altered. */
  static Optional<String> open(String line) {
    if (line.length() < PREFIX) {
      return Optional.empty();
    }
    String text = line.substring(PREFIX);
    boolean isWhole = line.charAt(PREFIX - 1) == ' ' && line.startsWith(checksum(text));
    return isWhole ? Optional.of(text) : Optional.empty();
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
