package io.retort.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A Hugging Face checkpoint folder whose configuration and tensor headers have been read and agree.
 *
 * @param folder where it lies
 * @param config the model's shape
 * @param tensors every tensor the model reads, in the order of {@link ModelConfig#tensors}
 * @param stopTokens ids that end a completion, from generation_config.json or else config.json
 */
public record Checkpoint(
    Path folder, ModelConfig config, List<TensorEntry> tensors, Set<Integer> stopTokens) {

  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  public Checkpoint {
    tensors = List.copyOf(tensors);
    stopTokens = Set.copyOf(stopTokens);
  }

  /**
   * Opens a folder; reads only configuration and headers.
   *
   * @throws IllegalArgumentException with the file, the tensor and both shapes, or the key, that is
   *     wrong
   */
  public static Checkpoint open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "checkpoint '"
              + folder
              + "' must be a folder, but "
              + (Files.exists(folder) ? "is a file" : "does not exist"));
    }
    ModelConfig config = ModelConfig.read(folder.resolve("config.json"));
    Map<String, Path> files = files(folder);
    Map<Path, Map<String, TensorEntry>> headers = new LinkedHashMap<>();
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    config
        .tensors()
        .forEach(
            (name, shape) -> {
              Path file = files.get(files.containsKey(name) ? name : "");
              if (file == null) {
                throw missing(folder.resolve(INDEX), name);
              }
              TensorEntry entry = headers.computeIfAbsent(file, SafetensorsHeader::read).get(name);
              if (entry == null) {
                throw missing(file, name);
              }
              if (!entry.shape().equals(shape)) {
                throw new IllegalArgumentException(
                    file
                        + ": tensor '"
                        + name
                        + "' has shape "
                        + entry.shape()
                        + ", but config.json wants "
                        + shape);
              }
              tensors.put(name, entry);
            });
    return new Checkpoint(folder, config, List.copyOf(tensors.values()), stopTokens(folder));
  }

  /** Tensor name to file; a folder with one file maps the empty name to it. */
  private static Map<String, Path> files(Path folder) {
    Path index = folder.resolve(INDEX);
    if (!Files.exists(index)) {
      if (!Files.exists(folder.resolve(SINGLE))) {
        throw new IllegalArgumentException(
            "checkpoint '"
                + folder
                + "' must have "
                + SINGLE
                + " or "
                + INDEX
                + ", but has neither");
      }
      return Map.of("", folder.resolve(SINGLE));
    }
    Map<String, Path> files = new LinkedHashMap<>();
    JsonNode map = json(index).path("weight_map");
    if (!map.isObject()) {
      throw new IllegalArgumentException(index + ": 'weight_map' must be an object, but is not");
    }
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String file = entry.getValue().asText();
      if (!file.equals(Path.of(file).getFileName().toString()) || file.equals("..")) {
        throw new IllegalArgumentException(
            index
                + ": tensor '"
                + entry.getKey()
                + "' must lie in a file of this folder, but lies in '"
                + file
                + "'");
      }
      files.put(entry.getKey(), folder.resolve(file));
    }
    return files;
  }

  private static Set<Integer> stopTokens(Path folder) {
    Path generation = folder.resolve("generation_config.json");
    Path source = Files.exists(generation) ? generation : folder.resolve("config.json");
    Set<Integer> stops = new TreeSet<>();
    for (int id : ConfigFile.read(source).integers("eos_token_id")) {
      stops.add(id);
    }
    return stops;
  }

  private static JsonNode json(Path path) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new IllegalArgumentException(path + " must be JSON, but is not readable as such", e);
    }
  }

  private static IllegalArgumentException missing(Path file, String tensor) {
    return new IllegalArgumentException(
        file + ": tensor '" + tensor + "' must be there in F32, F16 or BF16, but is missing");
  }

  /** The entry of one tensor the model reads. */
  public TensorEntry tensor(String name) {
    return tensors.stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "tensor must be one of the model in " + folder + ", but was '" + name + "'"));
  }

  /**
   * SHA-256 over the names and bytes of every file that decides what the model says, as lower-case
   * hex. Reads the whole checkpoint once.
   */
  public String fingerprint() {
    MessageDigest digest = sha256();
    TreeMap<String, Path> files = new TreeMap<>();
    for (String name :
        List.of(
            "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json")) {
      files.put(name, folder.resolve(name));
    }
    try (Stream<Path> weights = tensors.stream().map(TensorEntry::file).distinct()) {
      weights.forEach(file -> files.put(file.getFileName().toString(), file));
    }
    files.forEach(
        (name, file) -> {
          if (Files.exists(file)) {
            digest.update((name + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(fileDigest(file));
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] fileDigest(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 20];
      int read;
      while ((read = in.read(buffer)) >= 0) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
