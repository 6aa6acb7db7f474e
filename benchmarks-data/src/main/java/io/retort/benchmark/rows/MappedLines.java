package io.retort.benchmark.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.ObjIntConsumer;

/**
 * A JSONL file that is mapped, not read into the heap: of a million rows no more than the one that
 * is looked at takes memory. The file must stay as it is while this is used.
 */
public final class MappedLines {

  private final String source;
  private final ByteBuffer bytes;

  private MappedLines(String source, ByteBuffer bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  /**
   * Maps a file.
   *
   * @throws IllegalArgumentException if it is larger than a buffer can be
   */
  public static MappedLines open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            file + ": must be of at most " + Integer.MAX_VALUE + " bytes, but has " + size);
      }
      return new MappedLines(file.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
    }
  }

  /**
   * Hands every row to {@code reader}, with the position at which its line begins.
   *
   * @param faults takes each line that is no row, and each row that {@code reader} rejects
   */
  public void read(Faults faults, ObjIntConsumer<Row> reader) {
    JsonLines.read(source, bytes, faults, reader);
  }

  /** The row whose line begins here; one that {@link #read} has seen. */
  public ObjectNode at(int position) {
    int end = JsonLines.endOfLine(bytes, position);
    return JsonText.object(JsonLines.decode(bytes.slice(position, end - position), position == 0));
  }

  /** The number of the line that begins here, from 1. */
  public int number(int position) {
    int number = 1;
    for (int i = 0; i < position; i++) {
      number += bytes.get(i) == '\n' ? 1 : 0;
    }
    return number;
  }

  /** All of the file. */
  public ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer();
  }
}
