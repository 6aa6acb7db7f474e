package io.retort.runtime.program;

import io.retort.runtime.checkpoint.BlockScales;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TensorEntry;
import io.retort.runtime.checkpoint.TensorReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A checkpoint's tensors in double precision, and the few products that models are made of. */
final class NaiveTensors {

  private final Checkpoint checkpoint;
  private final Set<String> names;
  private final Map<String, double[][]> matrices = new HashMap<>();

  NaiveTensors(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.names = checkpoint.tensors().stream().map(TensorEntry::name).collect(Collectors.toSet());
  }

  /** W x, and plus b where the checkpoint has one. */
  double[] times(String name, double[] x) {
    double[] y =
        Arrays.stream(matrix(name + ".weight"))
            .mapToDouble(row -> IntStream.range(0, x.length).mapToDouble(i -> row[i] * x[i]).sum())
            .toArray();
    if (names.contains(name + ".bias")) {
      addTo(y, vector(name + ".bias"));
    }
    return y;
  }

  double[] norm(double[] x, String name) {
    double mean = Arrays.stream(x).map(v -> v * v).sum() / x.length;
    double eps = checkpoint.config().decoder().normEps();
    double[] weight = vector(name + ".weight");
    return IntStream.range(0, x.length)
        .mapToDouble(i -> x[i] / Math.sqrt(mean + eps) * weight[i])
        .toArray();
  }

  double[] swiglu(double[] x, String prefix) {
    double[] gate = times(prefix + "gate_proj", x);
    double[] up = times(prefix + "up_proj", x);
    double[] hidden = new double[gate.length];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
    }
    return times(prefix + "down_proj", hidden);
  }

  double[] vector(String name) {
    return matrix(name)[0];
  }

  /** A tensor's rows; a vector is one row. 8-bit weights come with their scales applied. */
  double[][] matrix(String name) {
    double[][] cached = matrices.get(name);
    if (cached != null) {
      return cached;
    }
    TensorEntry entry = checkpoint.tensor(name);
    float[] values = TensorReader.floats(entry);
    int columns = entry.shape().get(entry.shape().size() - 1).intValue();
    double[][] rows = new double[values.length / columns][columns];
    String scales = BlockScales.nameFor(name);
    for (int i = 0; i < values.length; i++) {
      int row = i / columns;
      int column = i % columns;
      double scale = names.contains(scales) ? matrix(scales)[row / 128][column / 128] : 1;
      rows[row][column] = values[i] * scale;
    }
    matrices.put(name, rows);
    return rows;
  }

  static double[] logSoftmax(double[] z) {
    double top = Arrays.stream(z).max().orElseThrow();
    double log = top + Math.log(Arrays.stream(z).map(v -> Math.exp(v - top)).sum());
    return Arrays.stream(z).map(v -> v - log).toArray();
  }

  static double[] softmax(double[] z) {
    return Arrays.stream(logSoftmax(z)).map(Math::exp).toArray();
  }

  static void addTo(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }
}
