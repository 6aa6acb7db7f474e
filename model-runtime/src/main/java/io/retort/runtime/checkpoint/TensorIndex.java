package io.retort.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a folder's tensors by name, in its one file or in the shards that its index names. Reads a
 * shard's header when one of its tensors is first asked for.
 */
final class TensorIndex {

  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  private final Path source;
  private final Map<String, Path> shards;
  private final Map<Path, SafetensorsHeader> headers = new HashMap<>();

  private TensorIndex(Path source, Map<String, Path> shards) {
    this.source = source;
    this.shards = shards;
  }

  static TensorIndex open(Path folder) {
    Path index = folder.resolve(INDEX);
    if (Files.exists(index)) {
      return new TensorIndex(index, shards(index));
    }
    if (!Files.exists(folder.resolve(SINGLE))) {
      throw new IllegalArgumentException(
          "checkpoint '" + folder + "' must have " + SINGLE + " or " + INDEX + ", but has neither");
    }
    return new TensorIndex(folder.resolve(SINGLE), Map.of());
  }

  /** The entry of a tensor, unless it is missing or of a type that this runtime does not read. */
  Optional<TensorEntry> find(String name) {
    return Optional.ofNullable(header(name).tensors().get(name));
  }

  /** What there is instead of a tensor that is not found: "is missing", or "is I8". */
  String seen(String name) {
    String type = header(name).otherTypes().get(name);
    return "is " + (type == null ? "missing" : type);
  }

  /** The file that holds a tensor, or would say where it lies. */
  Path whereabouts(String name) {
    return shards.getOrDefault(name, source);
  }

  private SafetensorsHeader header(String name) {
    return headers.computeIfAbsent(
        whereabouts(name),
        file ->
            file.getFileName().toString().equals(INDEX)
                ? SafetensorsHeader.NONE
                : SafetensorsHeader.read(file));
  }

  private static Map<String, Path> shards(Path index) {
    Map<String, Path> shards = new LinkedHashMap<>();
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
      shards.put(entry.getKey(), index.resolveSibling(file));
    }
    return shards;
  }

  private static JsonNode json(Path path) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new IllegalArgumentException(path + " must be JSON, but is not readable as such", e);
    }
  }
}
