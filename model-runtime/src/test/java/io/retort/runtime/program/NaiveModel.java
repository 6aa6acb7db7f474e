package io.retort.runtime.program;

import io.retort.runtime.checkpoint.Attention;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.DenseFeedForward;
import io.retort.runtime.checkpoint.FeedForward;
import io.retort.runtime.checkpoint.GroupedAttention;
import io.retort.runtime.checkpoint.LatentAttention;
import io.retort.runtime.checkpoint.MixtureOfExperts;
import io.retort.runtime.checkpoint.ModelConfig;
import java.util.Arrays;

/**
 * Every family as its report writes it, in double precision: no cache, no absorption, no batch, one
 * token after the other. Slow, and independent of the programs it checks.
 */
final class NaiveModel {

  private final ModelConfig config;
  private final NaiveTensors tensors;

  NaiveModel(Checkpoint checkpoint) {
    this.config = checkpoint.config();
    this.tensors = new NaiveTensors(checkpoint);
  }

  /** Natural log-probabilities over the vocabulary after each token. */
  double[][] logprobs(int... ids) {
    double[][] read = read(ids);
    double[][] logprobs = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      logprobs[t] = logprobs(read[t]);
    }
    return logprobs;
  }

  /** Of what the head reads. */
  double[] logprobs(double[] read) {
    String head = config.decoder().tiedEmbeddings() ? "model.embed_tokens" : "lm_head";
    return NaiveTensors.logSoftmax(tensors.times(head, read));
  }

  /** What the head reads after each token. */
  double[][] read(int... ids) {
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      x[t] = embedding(ids[t]).clone();
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      addLayer(x, layer);
    }
    return normed(x, "model.norm");
  }

  /**
   * What the head reads by the layer for multi-token prediction (DeepSeek-V3 report, equations 21
   * to 23), of pairs from the first on.
   *
   * @param read what the head has read after each token
   * @param next the token after each of those
   */
  double[][] predicted(double[][] read, int[] next) {
    String name = "model.layers." + config.layers() + ".";
    double[][] x = new double[next.length][];
    for (int t = 0; t < next.length; t++) {
      double[] token = tensors.norm(embedding(next[t]), name + "enorm");
      double[] hidden = tensors.norm(read[t], name + "hnorm");
      double[] both = Arrays.copyOf(token, token.length + hidden.length);
      System.arraycopy(hidden, 0, both, token.length, hidden.length);
      x[t] = tensors.times(name + "eh_proj", both);
    }
    addLayer(x, config.layers());
    return normed(x, name + "shared_head.norm");
  }

  private double[] embedding(int id) {
    return tensors.matrix("model.embed_tokens.weight")[id];
  }

  private void addLayer(double[][] x, int layer) {
    String name = "model.layers." + layer + ".";
    double[][] attended = attention(normed(x, name + "input_layernorm"), name + "self_attn.");
    for (int t = 0; t < x.length; t++) {
      NaiveTensors.addTo(x[t], attended[t]);
      double[] h = tensors.norm(x[t], name + "post_attention_layernorm");
      NaiveTensors.addTo(x[t], feedForward(h, layer, name + "mlp."));
    }
  }

  private double[][] attention(double[][] x, String prefix) {
    Attention attention = config.attention();
    return attention instanceof LatentAttention latent
        ? NaiveAttention.latent(x, prefix, latent, tensors)
        : NaiveAttention.grouped(x, prefix, (GroupedAttention) attention, tensors);
  }

  private double[] feedForward(double[] x, int layer, String prefix) {
    FeedForward feedForward = config.feedForward();
    return feedForward instanceof DenseFeedForward
            || ((MixtureOfExperts) feedForward).denseLayers().contains(layer)
        ? tensors.swiglu(x, prefix)
        : NaiveExperts.forward(x, prefix, (MixtureOfExperts) feedForward, tensors);
  }

  private double[][] normed(double[][] x, String name) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = tensors.norm(x[t], name);
    }
    return y;
  }
}
