package io.retort.job.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;

/** The tables, each with its schema in a resource {@code NAME.avsc}. */
public enum Table {
  PROBLEMS,
  COMPLETIONS,
  SCORES,
  TRACES,
  REJECTED;

  /** Name of the schema. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The columns; the same object at each call. */
  public Schema schema() {
    return Objects.requireNonNull(Schemas.ALL.get(this));
  }

  // Read once in each JVM, when the first schema is asked for.
  private static final class Schemas {
    static final Map<Table, Schema> ALL = new EnumMap<>(Table.class);

    static {
      for (Table table : values()) {
        ALL.put(table, read(table.word() + ".avsc"));
      }
    }

    private static Schema read(String resource) {
      try (InputStream in =
          Objects.requireNonNull(
              Table.class.getResourceAsStream(resource), "the jar must hold " + resource)) {
        return new Schema.Parser().parse(in);
      } catch (IOException e) {
        throw new UncheckedIOException(resource + " cannot be read", e);
      }
    }
  }
}
