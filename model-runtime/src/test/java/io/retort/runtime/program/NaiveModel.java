package io.retort.runtime.program;

import io.retort.runtime.checkpoint.Attention;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.DenseFeedForward;
import io.retort.runtime.checkpoint.FeedForward;
import io.retort.runtime.checkpoint.GroupedAttention;
import io.retort.runtime.checkpoint.LatentAttention;
import io.retort.runtime.checkpoint.MixtureOfExperts;
import io.retort.runtime.checkpoint.ModelConfig;

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
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      x[t] = tensors.matrix("model.embed_tokens.weight")[ids[t]].clone();
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "model.layers." + layer + ".";
      double[][] attended = attention(normed(x, name + "input_layernorm"), name + "self_attn.");
      for (int t = 0; t < x.length; t++) {
        NaiveTensors.addTo(x[t], attended[t]);
        double[] h = tensors.norm(x[t], name + "post_attention_layernorm");
        NaiveTensors.addTo(x[t], feedForward(h, layer, name + "mlp."));
      }
    }
    String head = config.decoder().tiedEmbeddings() ? "model.embed_tokens" : "lm_head";
    double[][] logprobs = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      double[] h = tensors.norm(x[t], "model.norm");
      logprobs[t] = NaiveTensors.logSoftmax(tensors.times(head, h));
    }
    return logprobs;
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
