package io.retort.runtime.program;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.DeepseekV3Config;
import io.retort.runtime.checkpoint.TensorReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * DeepSeek-V3 as its report writes it, in double precision: no cache, no absorption, no batch, one
 * token after the other. Slow, and independent of the program it checks.
 */
final class NaiveDeepseek {

  private final Checkpoint checkpoint;
  private final DeepseekV3Config config;
  private final Map<String, double[][]> matrices = new HashMap<>();

  NaiveDeepseek(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.config = (DeepseekV3Config) checkpoint.config();
  }

  /** Natural log-probabilities over the vocabulary after each token. */
  double[][] logprobs(int... ids) {
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      x[t] = matrix("model.embed_tokens.weight")[ids[t]].clone();
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "model.layers." + layer + ".";
      addTo(x, attention(normed(x, name + "input_layernorm"), name + "self_attn."));
      double[][] h = normed(x, name + "post_attention_layernorm");
      for (int t = 0; t < x.length; t++) {
        boolean dense = layer < config.denseLayers();
        addTo(x[t], dense ? swiglu(h[t], name + "mlp.") : experts(h[t], name + "mlp."));
      }
    }
    double[][] h = normed(x, "model.norm");
    double[][] logprobs = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      logprobs[t] = logSoftmax(times("lm_head", h[t]));
    }
    return logprobs;
  }

  private double[][] attention(double[][] x, String name) {
    int nope = config.nopeSize();
    int rope = config.rope().size();
    double[][] out = new double[x.length][];
    double[][] queries = new double[x.length][];
    double[][] expanded = new double[x.length][];
    double[][] ropeKeys = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      queries[t] =
          config.queryLatentSize() > 0
              ? times(
                  name + "q_b_proj", norm(times(name + "q_a_proj", x[t]), name + "q_a_layernorm"))
              : times(name + "q_proj", x[t]);
      double[] kv = times(name + "kv_a_proj_with_mqa", x[t]);
      double[] latent = Arrays.copyOf(kv, config.latentSize());
      expanded[t] = times(name + "kv_b_proj", norm(latent, name + "kv_a_layernorm"));
      ropeKeys[t] = rotated(Arrays.copyOfRange(kv, config.latentSize(), kv.length), t);
    }
    int perHead = nope + config.valueSize();
    for (int t = 0; t < x.length; t++) {
      double[] heads = new double[config.heads() * config.valueSize()];
      for (int head = 0; head < config.heads(); head++) {
        double[] q =
            Arrays.copyOfRange(queries[t], head * (nope + rope), (head + 1) * (nope + rope));
        double[] qRope = rotated(Arrays.copyOfRange(q, nope, nope + rope), t);
        double[] scores = new double[t + 1];
        for (int s = 0; s <= t; s++) {
          double dot = 0;
          for (int i = 0; i < nope; i++) {
            dot += q[i] * expanded[s][head * perHead + i];
          }
          for (int i = 0; i < rope; i++) {
            dot += qRope[i] * ropeKeys[s][i];
          }
          scores[s] = dot * config.softmaxScale();
        }
        double[] weights = Arrays.stream(logSoftmax(scores)).map(Math::exp).toArray();
        for (int s = 0; s <= t; s++) {
          for (int i = 0; i < config.valueSize(); i++) {
            heads[head * config.valueSize() + i] +=
                weights[s] * expanded[s][head * perHead + nope + i];
          }
        }
      }
      out[t] = times(name + "o_proj", heads);
    }
    return out;
  }

  /** Interleaved pairs turned by their angle at a position (plain RoPE only). */
  private double[] rotated(double[] x, int position) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i += 2) {
      double angle = position * Math.pow(config.rope().theta(), -(double) i / x.length);
      y[i] = x[i] * Math.cos(angle) - x[i + 1] * Math.sin(angle);
      y[i + 1] = x[i] * Math.sin(angle) + x[i + 1] * Math.cos(angle);
    }
    return y;
  }

  private double[] experts(double[] x, String name) {
    double[] scores =
        Arrays.stream(times(name + "gate", x)).map(z -> 1 / (1 + Math.exp(-z))).toArray();
    double[] bias = vector(name + "gate.e_score_correction_bias");
    List<Integer> open = new ArrayList<>();
    int groupSize = scores.length / config.expertGroups();
    IntStream.range(0, config.expertGroups())
        .boxed()
        .sorted(Comparator.comparingDouble(g -> -worth(scores, bias, g, groupSize)))
        .limit(config.chosenGroups())
        .forEach(g -> IntStream.range(g * groupSize, (g + 1) * groupSize).forEach(open::add));
    List<Integer> chosen =
        open.stream()
            .sorted(Comparator.comparingDouble(e -> -(scores[e] + bias[e])))
            .limit(config.expertsPerToken())
            .toList();
    double total = chosen.stream().mapToDouble(e -> scores[e]).sum();
    double[] y = new double[x.length];
    for (int expert : chosen) {
      double weight = scores[expert] / (config.normaliseWeights() ? total : 1);
      double[] out = swiglu(x, name + "experts." + expert + ".");
      for (int i = 0; i < y.length; i++) {
        y[i] += weight * config.routedScale() * out[i];
      }
    }
    if (config.sharedExperts() > 0) {
      addTo(y, swiglu(x, name + "shared_experts."));
    }
    return y;
  }

  /** A group is worth its two best experts. */
  private static double worth(double[] scores, double[] bias, int group, int size) {
    return IntStream.range(group * size, (group + 1) * size)
        .mapToDouble(e -> -(scores[e] + bias[e]))
        .sorted()
        .limit(2)
        .map(z -> -z)
        .sum();
  }

  private double[] swiglu(double[] x, String name) {
    double[] gate = times(name + "gate_proj", x);
    double[] up = times(name + "up_proj", x);
    double[] hidden = new double[gate.length];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
    }
    return times(name + "down_proj", hidden);
  }

  private double[][] normed(double[][] x, String name) {
    return Arrays.stream(x).map(row -> norm(row, name)).toArray(double[][]::new);
  }

  private double[] norm(double[] x, String name) {
    double mean = Arrays.stream(x).map(v -> v * v).sum() / x.length;
    double[] weight = vector(name + ".weight");
    return IntStream.range(0, x.length)
        .mapToDouble(i -> x[i] / Math.sqrt(mean + config.normEps()) * weight[i])
        .toArray();
  }

  private double[] times(String name, double[] x) {
    return Arrays.stream(matrix(name + ".weight"))
        .mapToDouble(row -> IntStream.range(0, x.length).mapToDouble(i -> row[i] * x[i]).sum())
        .toArray();
  }

  private static double[] logSoftmax(double[] z) {
    double top = Arrays.stream(z).max().orElseThrow();
    double log = top + Math.log(Arrays.stream(z).map(v -> Math.exp(v - top)).sum());
    return Arrays.stream(z).map(v -> v - log).toArray();
  }

  private double[] vector(String name) {
    return matrix(name)[0];
  }

  /** A tensor's rows; a vector is one row. */
  private double[][] matrix(String name) {
    return matrices.computeIfAbsent(
        name,
        n -> {
          float[] values = TensorReader.floats(checkpoint.tensor(n));
          List<Long> shape = checkpoint.tensor(n).shape();
          int columns = shape.get(shape.size() - 1).intValue();
          double[][] rows = new double[values.length / columns][columns];
          for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
          }
          return rows;
        });
  }

  private static void addTo(double[][] x, double[][] y) {
    for (int t = 0; t < x.length; t++) {
      addTo(x[t], y[t]);
    }
  }

  private static void addTo(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }
}
