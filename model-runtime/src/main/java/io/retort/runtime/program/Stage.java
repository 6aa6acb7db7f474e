package io.retort.runtime.program;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.checkpoint.TensorEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Layers that lie one behind the other on one device. The first stage of a model has its embedding
 * too, the last its final norm, its head and, if it is loaded, its layer for multi-token
 * prediction; most models are one stage.
 *
 * @param device such as "cpu" or "gpu0"
 * @param firstLayer counted from 0
 * @param endLayer the one after the last
 * @param tensors of the checkpoint that it reads
 */
public record Stage(String device, int firstLayer, int endLayer, List<TensorEntry> tensors) {

  public Stage {
    tensors = List.copyOf(tensors);
  }

  /**
   * Gives each device its share of a model's layers, such that the one with most bytes of weights
   * has as few as can be.
   *
   * @param devices in the order of the layers; one may stand several times
   * @throws IllegalArgumentException if there are more devices than layers
   */
  public static List<Stage> split(Checkpoint checkpoint, List<String> devices) {
    int layers = checkpoint.config().layers();
    if (devices.size() > layers) {
      throw new IllegalArgumentException(
          "devices must be at most as many as the model's "
              + layers
              + " layers, since each holds some of them, but were "
              + devices.size());
    }
    long[] bytes = new long[layers];
    for (int layer = 0; layer < layers; layer++) {
      bytes[layer] = of(checkpoint, "", layer, layer + 1).weightBytes();
    }
    List<Stage> stages = new ArrayList<>();
    int first = 0;
    for (int end : ends(bytes, devices.size())) {
      stages.add(of(checkpoint, devices.get(stages.size()), first, end));
      first = end;
    }
    return stages;
  }

  private static Stage of(Checkpoint checkpoint, String device, int first, int end) {
    ModelConfig config = checkpoint.config();
    boolean hasMtp = hasMtp(checkpoint.tensors());
    return new Stage(
        device,
        first,
        end,
        checkpoint.tensors().stream()
            .filter(tensor -> isNeeded(tensor.name(), config, first, end, hasMtp))
            .toList());
  }

  private static boolean isNeeded(
      String tensor, ModelConfig config, int first, int end, boolean hasMtp) {
    if (tensor.startsWith(ModelConfig.LAYERS)) {
      int layer =
          Integer.parseInt(
              tensor.substring(
                  ModelConfig.LAYERS.length(), tensor.indexOf('.', ModelConfig.LAYERS.length())));
      boolean isMtp = layer == config.layers();
      return isMtp ? end == layer : first <= layer && layer < end;
    }
    boolean isEmbedding = tensor.startsWith("model.embed_tokens.");
    boolean isInEnd = !isEmbedding || config.decoder().tiedEmbeddings() || hasMtp;
    return (isEmbedding && first == 0) || (isInEnd && end == config.layers());
  }

  /** Where each part ends, for the largest of so many contiguous parts to be smallest. */
  static List<Integer> ends(long[] bytes, int parts) {
    long low = 0;
    long high = Long.MAX_VALUE;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (fill(bytes, parts, middle).size() <= parts) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return fill(bytes, parts, high);
  }

  /** Parts of at most so many bytes, or of one layer, each filled before the next is begun. */
  private static List<Integer> fill(long[] bytes, int parts, long most) {
    List<Integer> ends = new ArrayList<>();
    long filled = bytes[0];
    for (int layer = 1; layer < bytes.length; layer++) {
      boolean isLeftToOthers = bytes.length - layer < parts - ends.size();
      if (filled > most - bytes[layer] || isLeftToOthers) {
        ends.add(layer);
        filled = 0;
      }
      filled += bytes[layer];
    }
    ends.add(bytes.length);
    return ends;
  }

  /** Of its weights, as they lie in the files. */
  public long weightBytes() {
    return tensors.stream().mapToLong(tensor -> tensor.size() * tensor.type().bytes()).sum();
  }

  /** How many layers it has, but for that for multi-token prediction. */
  public int layers() {
    return endLayer - firstLayer;
  }

  /** Whether it has the layer for multi-token prediction. */
  public boolean hasMtp() {
    return hasMtp(tensors);
  }

  private static boolean hasMtp(List<TensorEntry> tensors) {
    return tensors.stream()
        .anyMatch(tensor -> tensor.name().endsWith("." + ModelConfig.MTP_JOIN + ".weight"));
  }

  /** Bytes of one block of a cache in its layers. */
  public long blockBytes(ModelConfig config) {
    return GenerationProgram.blockBytes(config, layers(), hasMtp());
  }

  /** What kinds of devices run which layers, such as "gpu (layers 0-30), gpu (layers 31-60)". */
  public static String describe(List<Stage> stages) {
    return stages.size() == 1
        ? stages.get(0).deviceType()
        : stages.stream()
            .map(stage -> stage.deviceType() + " (" + stage.layerRange() + ")")
            .collect(Collectors.joining(", "));
  }

  private String deviceType() {
    return device.replaceAll("\\d", "");
  }

  private String layerRange() {
    return layers() == 1 ? "layer " + firstLayer : "layers " + firstLayer + "-" + (endLayer - 1);
  }

  /** Such as "layers 0-30 on gpu0". */
  @Override
  public String toString() {
    return layerRange() + " on " + device;
  }
}
