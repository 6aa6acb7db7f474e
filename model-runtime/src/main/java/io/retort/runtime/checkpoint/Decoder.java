package io.retort.runtime.checkpoint;

import java.util.List;

/**
 * What every family has: an embedding, a stack of layers on a residual stream, a head.
 *
 * @param vocabularySize rows of the embedding
 * @param hiddenSize width of the residual stream
 * @param layers transformer blocks; next-token-prediction layers behind them are not counted
 * @param normEps added to the mean square in RMSNorm
 * @param maxPositions longest context
 * @param tiedEmbeddings the head is the embedding
 * @param paddingToken fills the rows of a training batch; 0 if config.json names none
 * @param dtype type of the weights as stored: "float32", "float16" or "bfloat16"
 */
public record Decoder(
    int vocabularySize,
    int hiddenSize,
    int layers,
    double normEps,
    int maxPositions,
    boolean tiedEmbeddings,
    int paddingToken,
    String dtype) {

  private static final List<String> DTYPES = List.of("float32", "float16", "bfloat16");

  static Decoder read(ConfigFile file) {
    file.demand("hidden_act", "silu");
    String dtypeKey = file.has("dtype") ? "dtype" : "torch_dtype";
    String dtype = file.text(dtypeKey, "float32");
    if (!DTYPES.contains(dtype)) {
      throw file.wrong(dtypeKey, "float32, float16 or bfloat16");
    }
    return new Decoder(
        file.positive("vocab_size"),
        file.positive("hidden_size"),
        file.positive("num_hidden_layers"),
        file.positiveNumber("rms_norm_eps"),
        file.positive("max_position_embeddings"),
        file.flag("tie_word_embeddings", false),
        file.atLeast("pad_token_id", 0, 0),
        dtype);
  }
}
