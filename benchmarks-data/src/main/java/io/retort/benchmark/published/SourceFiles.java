package io.retort.benchmark.published;

import io.retort.benchmark.Benchmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What {@code --from} names: a file, a folder of files or a URL. */
final class SourceFiles {

  /** A file's name and its content. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record SourceFile(String name, byte[] bytes) {

    String sha256() {
      return Benchmark.sha256(bytes);
    }

    /** The name without folders and endings. */
    String stem() {
      return fileName().replaceFirst("\\.gz$", "").replaceFirst("\\.[^.]+$", "");
    }

    String fileName() {
      return name.substring(name.lastIndexOf('/') + 1);
    }
  }

  private static final String ENDINGS = "(?s).*\\.(csv|jsonl?|parquet)(\\.gz)?";
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration DOWNLOAD = Duration.ofMinutes(10);

  private SourceFiles() {}

  /**
   * The files, in the order of their names.
   *
   * @throws IllegalArgumentException if nothing is there
   * @throws UncheckedIOException if it cannot be read
   */
  static List<SourceFile> at(String from) {
    if (from.matches("(?i)https?://.*")) {
      return List.of(download(URI.create(from)));
    }
    Path path = Path.of(from);
    if (Files.isRegularFile(path)) {
      return List.of(read(path));
    }
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          from + " must be a file, a folder or a URL (http, https), but is not there");
    }
    List<SourceFile> files = folder(path);
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          from + " must hold .csv, .jsonl, .json or .parquet files, but has none");
    }
    return files;
  }

  /**
   * SHA-256 of one file's bytes; of several, of the lines {@code sha256sum} prints for them in
   * their order.
   */
  static String sha256(List<SourceFile> files) {
    if (files.size() == 1) {
      return files.get(0).sha256();
    }
    StringBuilder lines = new StringBuilder();
    files.forEach(
        file -> lines.append(file.sha256()).append("  ").append(file.fileName()).append('\n'));
    return Benchmark.sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<SourceFile> folder(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> path.toString().matches(ENDINGS))
          .sorted()
          .map(SourceFiles::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " must be a readable folder, but: " + e, e);
    }
  }

  private static SourceFile read(Path file) {
    try {
      return new SourceFile(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be readable, but: " + e, e);
    }
  }

  private static SourceFile download(URI url) {
    try {
      HttpClient client =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(CONNECT)
              .build();
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(url).timeout(DOWNLOAD).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalArgumentException(
            url + " must give the file, but its server answered " + answer.statusCode());
      }
      return new SourceFile(url.getPath(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(url + " must be reachable, but: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + url + " was read", e);
    }
  }
}
