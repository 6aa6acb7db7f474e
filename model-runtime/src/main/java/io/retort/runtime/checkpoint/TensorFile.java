package io.retort.runtime.checkpoint;

import java.nio.file.Path;
import java.util.Map;

/** The tensors of one safetensors file. */
public final class TensorFile {

  private final Path file;
  private final Map<String, TensorEntry> entries;

  /** Reads and checks the header. */
  public TensorFile(Path file) {
    this.file = file;
    this.entries = SafetensorsHeader.read(file).tensors();
  }

  /** One tensor's values in row order, widened to float. */
  public float[] floats(String name) {
    TensorEntry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          file + ": tensor '" + name + "' must be there, but is missing");
    }
    return TensorReader.floats(entry);
  }
}
