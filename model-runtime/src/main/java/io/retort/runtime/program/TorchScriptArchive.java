package io.retort.runtime.program;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs archive source into the zip that libtorch loads: version, a protocol-2 pickle of the root
 * object, no constants, and the code.
 *
 * <p>The layout is that of torch/csrc/jit/serialization in PyTorch 2.7. Writing it here keeps a
 * binary out of the repository and Python out of the build.
 */
final class TorchScriptArchive {

  // Below 10 libtorch would run upgraders for operators whose meaning changed (div, full).
  private static final String FORMAT_VERSION = "10\n";

  private TorchScriptArchive() {}

  /**
   * @param rootClass name of the module class in {@code source}
   * @param optionalAttributes its attributes of an Optional type; they start as None
   */
  static byte[] pack(String source, String rootClass, List<String> optionalAttributes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "m/version", FORMAT_VERSION.getBytes(StandardCharsets.US_ASCII));
      entry(zip, "m/data.pkl", pickle(rootClass, optionalAttributes));
      entry(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      entry(zip, "m/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pack program '" + rootClass + "'", e);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  /** {@code rootClass.__new__()} with {@code training} false and the optional attributes None. */
  private static byte[] pickle(String rootClass, List<String> optionalAttributes)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(new byte[] {(byte) 0x80, 2}); // PROTO 2
      out.writeBytes("c__torch__\n" + rootClass + "\n"); // GLOBAL
      out.write(new byte[] {')', (byte) 0x81, '}', '('}); // EMPTY_TUPLE NEWOBJ EMPTY_DICT MARK
      text(out, "training");
      out.write(0x89); // NEWFALSE
      for (String attribute : optionalAttributes) {
        text(out, attribute);
        out.write('N'); // NONE
      }
      out.write(new byte[] {'u', 'b', '.'}); // SETITEMS BUILD STOP
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String value) throws IOException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    out.write('X'); // BINUNICODE, length little-endian
    out.writeInt(Integer.reverseBytes(utf8.length));
    out.write(utf8);
  }
}
