package io.retort.runtime.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A Hugging Face checkpoint folder whose configuration and tensor headers have been read and agree.
 *
 * @param folder where it lies
 * @param config the model's shape
 * @param tensors every tensor the model reads, in the order of {@link ModelConfig#tensors}, and of
 *     {@link ModelConfig#mtpTensors} where they are asked for, then the {@link BlockScales} of
 *     those in 8 bits
 * @param stopTokens ids that end a completion, from generation_config.json, or else config.json
 */
public record Checkpoint(
    Path folder, ModelConfig config, List<TensorEntry> tensors, Set<Integer> stopTokens) {

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
    return new Checkpoint(folder, config, tensors(folder, config.tensors()), stopTokens(folder));
  }

  /**
   * The same with the first layer for multi-token prediction.
   *
   * @throws IllegalArgumentException if config.json or the files have none
   */
  public Checkpoint withMtp() {
    if (config.mtpLayers() == 0) {
      throw ConfigFile.read(folder.resolve("config.json"))
          .wrong(
              DeepseekV3Config.MTP_LAYERS,
              "at least 1 in a deepseek_v3 model, for it to guess tokens by its own layer for"
                  + " multi-token prediction (draft_source lookup needs none)");
    }
    Map<String, List<Long>> shapes = new LinkedHashMap<>(config.tensors());
    shapes.putAll(config.mtpTensors());
    return new Checkpoint(folder, config, tensors(folder, shapes), stopTokens);
  }

  private static List<TensorEntry> tensors(Path folder, Map<String, List<Long>> shapes) {
    Path configJson = folder.resolve("config.json");
    boolean isBlockScaled = BlockScales.areUsed(ConfigFile.read(configJson));
    TensorIndex index = TensorIndex.open(folder);
    List<TensorEntry> tensors = new ArrayList<>();
    shapes.forEach((name, shape) -> tensors.add(tensor(index, name, shape)));
    for (TensorEntry tensor : List.copyOf(tensors)) {
      if (tensor.type() == TensorType.F8_E4M3) {
        if (!isBlockScaled) {
          throw new IllegalArgumentException(
              configJson
                  + ": 'quantization_config' must say how weights are quantised, since tensor '"
                  + tensor.name()
                  + "' is F8_E4M3, but is missing");
        }
        tensors.add(scales(index, tensor));
      }
    }
    return tensors;
  }

  private static TensorEntry tensor(TensorIndex index, String name, List<Long> shape) {
    Path file = index.whereabouts(name);
    TensorEntry entry =
        index
            .find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        file
                            + ": tensor '"
                            + name
                            + "' must be there in F32, F16, BF16 or F8_E4M3, but "
                            + index.seen(name)));
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
    return entry;
  }

  private static TensorEntry scales(TensorIndex index, TensorEntry weight) {
    List<Long> shape = BlockScales.shapeFor(weight.shape());
    String name = BlockScales.nameFor(weight.name());
    Optional<TensorEntry> entry = index.find(name);
    if (weight.shape().size() != 2
        || entry.isEmpty()
        || entry.get().type() == TensorType.F8_E4M3
        || !entry.get().shape().equals(shape)) {
      throw new IllegalArgumentException(
          index.whereabouts(name)
              + ": tensor '"
              + weight.name()
              + "' is F8_E4M3, so it must be a matrix and '"
              + name
              + "' must be there in F32, F16 or BF16 with shape "
              + shape
              + ", but "
              + entry
                  .map(found -> "that is " + found.type() + " with shape " + found.shape())
                  .orElse("that " + index.seen(name)));
    }
    return entry.get();
  }

  private static Set<Integer> stopTokens(Path folder) {
    Set<Integer> stops = new TreeSet<>();
    for (String name : List.of("generation_config.json", "config.json")) {
      if (stops.isEmpty() && Files.exists(folder.resolve(name))) {
        for (int id : ConfigFile.read(folder.resolve(name)).integers("eos_token_id")) {
          stops.add(id);
        }
      }
    }
    return stops;
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
