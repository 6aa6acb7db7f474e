package io.retort.runtime.program;

import io.retort.runtime.checkpoint.Gate;
import io.retort.runtime.checkpoint.MixtureOfExperts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A layer of experts, one token at a time. */
final class NaiveExperts {

  private NaiveExperts() {}

  static double[] forward(double[] x, String name, MixtureOfExperts shape, NaiveTensors tensors) {
    Gate gate = shape.gate();
    double[] logits = tensors.times(name + "gate", x);
    double[] scores =
        gate.isSigmoid()
            ? Arrays.stream(logits).map(z -> 1 / (1 + Math.exp(-z))).toArray()
            : NaiveTensors.softmax(logits);
    double[] choice = scores.clone();
    if (gate.isSigmoid()) {
      NaiveTensors.addTo(choice, tensors.vector(name + "gate.e_score_correction_bias"));
    }
    List<Integer> chosen = chosen(choice, gate);
    double total = chosen.stream().mapToDouble(e -> scores[e]).sum();
    double[] y = new double[x.length];
    for (int expert : chosen) {
      double weight = scores[expert] / (gate.normalisesWeights() ? total : 1) * gate.scale();
      double[] out = tensors.swiglu(x, name + "experts." + expert + ".");
      for (int i = 0; i < y.length; i++) {
        y[i] += weight * out[i];
      }
    }
    if (shape.sharedExperts() > 0) {
      NaiveTensors.addTo(y, tensors.swiglu(x, name + "shared_experts."));
    }
    return y;
  }

  private static List<Integer> chosen(double[] choice, Gate gate) {
    int size = choice.length / gate.groups();
    List<Integer> open = new ArrayList<>();
    IntStream.range(0, gate.groups())
        .boxed()
        .sorted(Comparator.comparingDouble(g -> -worth(choice, g, size, gate.isSigmoid() ? 2 : 1)))
        .limit(gate.chosenGroups())
        .forEach(g -> IntStream.range(g * size, (g + 1) * size).forEach(open::add));
    return open.stream()
        .sorted(Comparator.comparingDouble(e -> -choice[e]))
        .limit(gate.expertsPerToken())
        .toList();
  }

  /** A group is worth its best experts: two of them for a sigmoid gate, one for a softmax gate. */
  private static double worth(double[] choice, int group, int size, int best) {
    return -IntStream.range(group * size, (group + 1) * size)
        .mapToDouble(e -> -choice[e])
        .sorted()
        .limit(best)
        .sum();
  }
}
