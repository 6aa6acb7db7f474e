package io.retort.runtime.program;

import io.retort.runtime.checkpoint.GroupedAttention;
import io.retort.runtime.checkpoint.LatentAttention;
import io.retort.runtime.checkpoint.Rope;
import java.util.Arrays;

/** Attention of both kinds, written out per head and pair of tokens; plain RoPE only. */
final class NaiveAttention {

  private NaiveAttention() {}

  static double[][] latent(double[][] x, String name, LatentAttention shape, NaiveTensors tensors) {
    int nope = shape.nopeSize();
    int key = nope + shape.rope().size();
    int expandedSize = nope + shape.valueSize();
    int tokens = x.length;
    double[][][] q = new double[shape.heads()][tokens][];
    double[][][] k = new double[shape.heads()][tokens][];
    double[][][] v = new double[shape.heads()][tokens][];
    for (int t = 0; t < tokens; t++) {
      double[] queries =
          shape.queryLatentSize() > 0
              ? tensors.times(
                  name + "q_b_proj",
                  tensors.norm(tensors.times(name + "q_a_proj", x[t]), name + "q_a_layernorm"))
              : tensors.times(name + "q_proj", x[t]);
      double[] kv = tensors.times(name + "kv_a_proj_with_mqa", x[t]);
      double[] latent = Arrays.copyOf(kv, shape.latentSize());
      double[] keyRope =
          rotated(Arrays.copyOfRange(kv, shape.latentSize(), kv.length), t, shape.rope());
      double[] expanded =
          tensors.times(name + "kv_b_proj", tensors.norm(latent, name + "kv_a_layernorm"));
      for (int head = 0; head < shape.heads(); head++) {
        double[] query = slice(queries, head, key);
        double[] up = slice(expanded, head, expandedSize);
        double[] queryRope = rotated(Arrays.copyOfRange(query, nope, key), t, shape.rope());
        q[head][t] = joined(Arrays.copyOf(query, nope), queryRope);
        k[head][t] = joined(Arrays.copyOf(up, nope), keyRope);
        v[head][t] = Arrays.copyOfRange(up, nope, expandedSize);
      }
    }
    double[][] y = new double[tokens][];
    for (int t = 0; t < tokens; t++) {
      double[] heads = new double[0];
      for (int head = 0; head < shape.heads(); head++) {
        heads = joined(heads, attend(q[head][t], k[head], v[head], t, shape.softmaxScale()));
      }
      y[t] = tensors.times(name + "o_proj", heads);
    }
    return y;
  }

  static double[][] grouped(
      double[][] x, String name, GroupedAttention shape, NaiveTensors tensors) {
    int size = shape.headSize();
    int tokens = x.length;
    double[][][] k = new double[shape.keyHeads()][tokens][];
    double[][][] v = new double[shape.keyHeads()][tokens][];
    double[][] y = new double[tokens][];
    for (int t = 0; t < tokens; t++) {
      double[] queries = tensors.times(name + "q_proj", x[t]);
      double[] keys = tensors.times(name + "k_proj", x[t]);
      double[] values = tensors.times(name + "v_proj", x[t]);
      for (int head = 0; head < shape.keyHeads(); head++) {
        double[] key = slice(keys, head, size);
        key = shape.normalisesHeads() ? tensors.norm(key, name + "k_norm") : key;
        k[head][t] = rotated(key, t, shape.rope());
        v[head][t] = slice(values, head, size);
      }
      double[] heads = new double[0];
      for (int head = 0; head < shape.heads(); head++) {
        double[] query = slice(queries, head, size);
        query = shape.normalisesHeads() ? tensors.norm(query, name + "q_norm") : query;
        int shared = head / (shape.heads() / shape.keyHeads());
        heads =
            joined(
                heads,
                attend(
                    rotated(query, t, shape.rope()), k[shared], v[shared], t, 1 / Math.sqrt(size)));
      }
      y[t] = tensors.times(name + "o_proj", heads);
    }
    return y;
  }

  /** One head's query at position t over all keys up to there. */
  private static double[] attend(double[] q, double[][] k, double[][] v, int t, double scale) {
    double[] scores = new double[t + 1];
    for (int s = 0; s <= t; s++) {
      for (int i = 0; i < q.length; i++) {
        scores[s] += q[i] * k[s][i] * scale;
      }
    }
    double[] weights = NaiveTensors.softmax(scores);
    double[] y = new double[v[0].length];
    for (int s = 0; s <= t; s++) {
      for (int i = 0; i < y.length; i++) {
        y[i] += weights[s] * v[s][i];
      }
    }
    return y;
  }

  private static double[] rotated(double[] x, int position, Rope rope) {
    if (!(rope.scaling() instanceof Rope.Unscaled)) {
      throw new IllegalArgumentException("rope must be unscaled, but was " + rope);
    }
    int pairs = x.length / 2;
    double[] y = new double[x.length];
    for (int i = 0; i < pairs; i++) {
      int re = rope.interleaved() ? 2 * i : i;
      int im = rope.interleaved() ? 2 * i + 1 : i + pairs;
      double angle = position * Math.pow(rope.theta(), -2.0 * i / x.length);
      y[re] = x[re] * Math.cos(angle) - x[im] * Math.sin(angle);
      y[im] = x[re] * Math.sin(angle) + x[im] * Math.cos(angle);
    }
    return y;
  }

  private static double[] slice(double[] x, int index, int size) {
    return Arrays.copyOfRange(x, index * size, (index + 1) * size);
  }

  private static double[] joined(double[] x, double[] y) {
    double[] joined = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, joined, x.length, y.length);
    return joined;
  }
}
