package io.retort.runtime.checkpoint;

import java.util.List;
import java.util.Map;

/**
 * How large a model is, from its configuration alone.
 *
 * @param parameters of all tensors that a forward pass can read
 * @param mtpParameters of the first layer for multi-token prediction besides, if there is one
 * @param activeParameters of the tensors that work on one token: of the routed experts only the
 *     chosen ones, and not the embedding, which is a look-up, unless it is the head too
 * @param embeddingParameters of the embedding
 * @param latentValues values that the cache keeps per token, over all layers
 * @param multiHeadValues values that plain multi-head attention would keep
 * @param flops of one token without attention: 2 for each active parameter of a matrix
 * @param flopsPerPosition more for each position it attends to, as in plain multi-head attention: 2
 *     for each value of a key and each of a value. Absorbed latent attention does more arithmetic
 *     on fewer bytes
 */
public record ModelSize(
    long parameters,
    long mtpParameters,
    long activeParameters,
    long embeddingParameters,
    long latentValues,
    long multiHeadValues,
    long flops,
    long flopsPerPosition) {

  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";

  public static ModelSize of(ModelConfig config) {
    Map<String, List<Long>> tensors = config.tensors();
    long parameters = 0;
    double active = 0;
    double multiplied = 0;
    for (Map.Entry<String, List<Long>> tensor : tensors.entrySet()) {
      String name = tensor.getKey();
      long size = size(tensor.getValue());
      parameters += size;
      if (!name.equals(EMBEDDING) || !tensors.containsKey(HEAD)) {
        active += size * config.activeShare(name);
        multiplied += tensor.getValue().size() > 1 ? size * config.activeShare(name) : 0;
      }
    }
    return new ModelSize(
        parameters,
        config.mtpLayers() == 0
            ? 0
            : config.mtpTensors().values().stream().mapToLong(ModelSize::size).sum(),
        Math.round(active),
        (long) config.vocabularySize() * config.hiddenSize(),
        (long) config.layers() * config.cacheSize(),
        (long) config.layers() * config.expandedCacheSize(),
        2 * Math.round(multiplied),
        2L * config.layers() * config.expandedCacheSize());
  }

  private static long size(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }
}
