package io.retort.runtime.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of a model, as its config.json states it: one record per family.
 *
 * <p>A family is this record and the program source of the same name, {@code <model_type>.py}. It
 * says which attention and which feed-forward blocks its layers have; those know their tensors and
 * the numbers that their programs read.
 */
public sealed interface ModelConfig
    permits DeepseekV2Config,
        DeepseekV3Config,
        LlamaConfig,
        Qwen2Config,
        Qwen3Config,
        Qwen3MoeConfig {

  /** What the names of all layers' tensors begin with. */
  String LAYERS = "model.layers.";

  /** The projection that only a layer for multi-token prediction has, behind its prefix. */
  String MTP_JOIN = "eh_proj";

  /**
   * Reads config.json in today's spelling ({@code rope_parameters}, {@code dtype}) or that of the
   * released checkpoints ({@code rope_theta}, {@code rope_scaling}, {@code torch_dtype}).
   *
   * @throws IllegalArgumentException naming the key that is missing, wrong or not supported
   */
  static ModelConfig read(Path configJson) {
    return ModelFamilies.read(configJson);
  }

  /** The family, in the word of config.json. */
  String modelType();

  /** What all families have: embedding, stack of layers, head. */
  Decoder decoder();

  /** The attention of every layer. */
  Attention attention();

  /** The feed-forward block of every layer. */
  FeedForward feedForward();

  /** Rows of the embedding. */
  default int vocabularySize() {
    return decoder().vocabularySize();
  }

  /** Width of the residual stream. */
  default int hiddenSize() {
    return decoder().hiddenSize();
  }

  /** Transformer blocks; next-token-prediction layers behind them are not counted. */
  default int layers() {
    return decoder().layers();
  }

  /** Longest context. */
  default int maxPositions() {
    return decoder().maxPositions();
  }

  /** Fills the rows of a training batch; 0 if config.json names none. */
  default int paddingToken() {
    return decoder().paddingToken();
  }

  /** Type of the weights as stored: "float32", "float16" or "bfloat16". */
  default String dtype() {
    return decoder().dtype();
  }

  /** Rotary positions. */
  default Rope rope() {
    return attention().rope();
  }

  /** Values that the cache keeps per position and layer. */
  default int cacheSize() {
    return attention().cacheSize();
  }

  /** Values that plain multi-head attention would keep per position and layer. */
  default int expandedCacheSize() {
    return attention().expandedCacheSize();
  }

  /**
   * Layers for multi-token prediction that lie behind the last one (DeepSeek-V3 report, section
   * 2.2), by the word of config.json; the files may still lack them.
   */
  default int mtpLayers() {
    return 0;
  }

  /** Every tensor the model reads, by its name in the files, with its shape. */
  default Map<String, List<Long>> tensors() {
    TensorShapes shapes = new TensorShapes();
    shapes.put("model.embed_tokens.weight", vocabularySize(), hiddenSize());
    for (int layer = 0; layer < layers(); layer++) {
      addLayer(shapes, layer);
    }
    shapes.put("model.norm.weight", hiddenSize());
    if (!decoder().tiedEmbeddings()) {
      shapes.put("lm_head.weight", vocabularySize(), hiddenSize());
    }
    return shapes.toMap();
  }

  /**
   * Every tensor of the first layer for multi-token prediction, which shares embedding and head
   * with the model.
   */
  default Map<String, List<Long>> mtpTensors() {
    TensorShapes shapes = new TensorShapes();
    String name = layerPrefix(layers());
    shapes.put(name + "enorm.weight", hiddenSize());
    shapes.put(name + "hnorm.weight", hiddenSize());
    shapes.linear(name + MTP_JOIN, hiddenSize(), 2L * hiddenSize());
    addLayer(shapes, layers());
    shapes.put(name + "shared_head.norm.weight", hiddenSize());
    return shapes.toMap();
  }

  /**
   * What the names of a layer's tensors begin with.
   *
   * @param layer counted from 0; behind the last one lies that for multi-token prediction
   */
  static String layerPrefix(int layer) {
    return LAYERS + layer + ".";
  }

  private void addLayer(TensorShapes shapes, int layer) {
    String name = layerPrefix(layer);
    shapes.put(name + "input_layernorm.weight", hiddenSize());
    shapes.put(name + "post_attention_layernorm.weight", hiddenSize());
    attention().addTensors(shapes, name + "self_attn.", hiddenSize());
    feedForward().addTensors(shapes, layer, name + "mlp.", hiddenSize());
  }

  /** Share of a tensor that works on one token: below 1 only for routed experts. */
  default double activeShare(String tensor) {
    return feedForward().activeShare(tensor);
  }

  /** Whole numbers by the names that the family's program reads. */
  default Map<String, Integer> programIntegers() {
    Map<String, Integer> integers = new LinkedHashMap<>();
    integers.put("layers", layers());
    integers.put("positions", maxPositions());
    integers.putAll(attention().programIntegers());
    integers.putAll(feedForward().programIntegers());
    return integers;
  }

  /** Other numbers by the names that the family's program reads. */
  default Map<String, Double> programNumbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("eps", decoder().normEps());
    numbers.put("scale", attention().softmaxScale());
    numbers.put("rope_factor", rope().scaling().rotationFactor());
    numbers.putAll(feedForward().programNumbers());
    return numbers;
  }
}
