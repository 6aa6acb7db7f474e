package io.retort.runtime.synthesis;

import io.retort.runtime.checkpoint.SafetensorsWriter;
import io.retort.runtime.checkpoint.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/** Writes a shard in pieces, several at a time; only the pieces under way are in memory. */
final class ShardWriter {

  private static final int PIECE = 1 << 20; // elements

  private final long seed;
  private final TensorType type;
  private final ExecutorService threads;
  private final LongConsumer onWritten;

  /**
   * @param onWritten takes the bytes of each piece, on the threads that write
   */
  ShardWriter(long seed, TensorType type, ExecutorService threads, LongConsumer onWritten) {
    this.seed = seed;
    this.type = type;
    this.threads = threads;
    this.onWritten = onWritten;
  }

  void write(Path folder, Shard shard) throws IOException {
    byte[] header = SafetensorsWriter.header(shard.shapes(), name -> Shard.typeOf(name, type));
    ByteBuffer start =
        ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(header.length).put(header).flip();
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(shard.name()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      long offset = start.limit();
      put(file, start, 0);
      List<Future<?>> pieces = new ArrayList<>();
      for (Map.Entry<String, List<Long>> tensor : shard.shapes().entrySet()) {
        TensorFill fill = TensorFill.of(seed, tensor.getKey());
        TensorType tensorType = Shard.typeOf(tensor.getKey(), type);
        long size = Shard.size(tensor.getValue());
        for (long first = 0; first < size; first += PIECE) {
          pieces.add(
              submit(file, fill, tensorType, offset, first, (int) Math.min(PIECE, size - first)));
        }
        offset += size * tensorType.bytes();
      }
      await(pieces);
    }
  }

  private Future<?> submit(
      FileChannel file,
      TensorFill fill,
      TensorType tensorType,
      long offset,
      long first,
      int count) {
    return threads.submit(
        () -> {
          ByteBuffer bytes = fill.bytes(tensorType, first, count);
          put(file, bytes, offset + first * tensorType.bytes());
          onWritten.accept(bytes.limit());
        });
  }

  private static void put(FileChannel file, ByteBuffer bytes, long offset) {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes, offset + bytes.position());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(List<Future<?>> pieces) throws IOException {
    try {
      for (Future<?> piece : pieces) {
        piece.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing a checkpoint", e);
    } catch (ExecutionException e) {
      throw new IOException("cannot write a checkpoint: " + e.getCause(), e);
    }
  }
}
