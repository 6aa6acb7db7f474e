package io.retort.job.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.job.config.InvalidInputException;
import io.retort.job.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;

/**
 * Where the parts of a run lie: {@code run.json}, {@code journal/}, one directory for each table,
 * and the files that commands add.
 */
public final class RunDirectory {

  private static final String MANIFEST = "run.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path path;
  private final FileSystem fs;
  private final Configuration hadoop;

  private RunDirectory(Path path, FileSystem fs, Configuration hadoop) {
    this.path = path;
    this.fs = fs;
    this.hadoop = hadoop;
  }

  /**
   * Names a run directory; touches nothing.
   *
   * @param directory a path, or a URI of a Hadoop file system
   * @throws InvalidInputException if there is no such file system
   */
  public static RunDirectory at(String directory, Configuration hadoop) {
    try {
      Path path = new Path(directory);
      FileSystem fs = path.getFileSystem(hadoop);
      return new RunDirectory(fs.makeQualified(path), fs, hadoop);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          List.of(
              "'"
                  + directory
                  + "' must be a path or a URI of a known file system, but: "
                  + reason(e)));
    }
  }

  /** A folder in this one. */
  public RunDirectory folder(String name) {
    return new RunDirectory(new Path(path, name), fs, hadoop);
  }

  public Path path() {
    return path;
  }

  public Configuration hadoop() {
    return new Configuration(hadoop);
  }

  public Path journal() {
    return new Path(path, "journal");
  }

  /** The table as the run itself wrote it; {@link ScoreVersions} says which scores to read. */
  public Path table(Table table) {
    return new Path(path, table.word());
  }

  /** The path as people write it: without {@code file:} for a local one. */
  public String display() {
    return display(path);
  }

  /** The path of a file in this directory, as people write it. */
  public String display(String name) {
    return display(new Path(path, name));
  }

  private static String display(Path path) {
    return isLocal(path) ? path.toUri().getPath() : path.toString();
  }

  private static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
  }

  /**
   * Checks, without making anything, that this directory could be written.
   *
   * @throws IllegalArgumentException if it could not
   */
  public void requireWritable() {
    try {
      Path existing = path;
      while (!fs.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      if (!fs.getFileStatus(existing).isDirectory()) {
        throw new IllegalArgumentException(
            display() + " must be a directory, but " + display(existing) + " is a file");
      }
      fs.access(existing, FsAction.WRITE_EXECUTE);
      // Hadoop looks at the permissions alone, and a disk can be mounted for reading.
      if (isLocal(existing) && !Files.isWritable(java.nio.file.Path.of(existing.toUri()))) {
        throw new IOException(display(existing) + " is read-only");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          display() + " must be a writable directory, but: " + reason(e), e);
    }
  }

  /**
   * The manifest, or empty if no run was started here.
   *
   * @throws IllegalArgumentException if it is none that this version can read
   */
  public Optional<RunManifest> manifest() {
    try {
      if (!fs.exists(new Path(path, MANIFEST))) {
        return Optional.empty();
      }
      RunManifest manifest = readJson(MANIFEST, RunManifest.class);
      if (manifest.format() != RunManifest.FORMAT) {
        throw new IllegalArgumentException(
            display(MANIFEST)
                + " must have format "
                + RunManifest.FORMAT
                + ", but has "
                + manifest.format()
                + "; use the version of retort that wrote it");
      }
      return Optional.of(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          display(MANIFEST) + " must be the manifest of a run, but: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(display(MANIFEST) + " cannot be read", e);
    }
  }

  public void writeManifest(RunManifest manifest) throws IOException {
    writeJson(MANIFEST, manifest);
  }

  public boolean has(String name) throws IOException {
    return fs.exists(new Path(path, name));
  }

  public <T> T readJson(String name, Class<T> type) throws IOException {
    try (FSDataInputStream in = fs.open(new Path(path, name))) {
      return JSON.readValue(in.readAllBytes(), type);
    }
  }

  public void writeJson(String name, Object value) throws IOException {
    writeText(name, json(value) + "\n");
  }

  /** The JSON that {@link #writeJson} writes. */
  public static String json(Object value) throws JsonProcessingException {
    return JSON.writeValueAsString(value);
  }

  public void writeText(String name, String text) throws IOException {
    write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a whole file: a reader sees the old one or the new one, and so does a crash. */
  public void write(String name, Content content) throws IOException {
    new WholeText(new Path(path, name), hadoop).write(content);
  }

  public void delete(String name) throws IOException {
    fs.delete(new Path(path, name), true);
  }

  /** What a file will hold. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private static String reason(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
