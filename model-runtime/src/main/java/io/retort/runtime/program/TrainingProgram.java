package io.retort.runtime.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.retort.runtime.checkpoint.DeepseekV3Config;
import io.retort.runtime.checkpoint.ModelConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One model in training: fp32 weights, the optimisers' moments, and the program that updates them
 * in place. Not thread-safe.
 */
public final class TrainingProgram implements AutoCloseable {

  /** A tensor that is balanced between steps and has no gradient. */
  public static final String ROUTER_BIAS = "e_score_correction_bias";

  private final TorchProgram program;
  private final String trained;
  private final Map<String, NDArray> weights;
  private final Map<String, NDArray> first;
  private final Map<String, NDArray> second;

  private TrainingProgram(
      TorchProgram program,
      String trained,
      Map<String, NDArray> weights,
      Map<String, NDArray> first,
      Map<String, NDArray> second) {
    this.program = program;
    this.trained = trained;
    this.weights = weights;
    this.first = first;
    this.second = second;
  }

  /**
   * Starts training from the given state. If a layer for multi-token prediction is among the
   * tensors, it alone is trained: on the token after next, behind a model that stays as it is.
   *
   * @param tensors names and shapes
   * @param weights values of every tensor, by name
   * @param first first moments (AdamW) or momenta (Muon), by name
   * @param second second moments (AdamW), by name; of no meaning for Muon's tensors
   * @param muon train matrices with Muon, all but embeddings, head and router; else AdamW
   *     throughout
   * @param threads intra-op threads of the process
   */
  public static TrainingProgram start(
      DeepseekV3Config config,
      Map<String, List<Long>> tensors,
      Function<String, float[]> weights,
      Function<String, float[]> first,
      Function<String, float[]> second,
      boolean muon,
      int threads) {
    NDManager parent = NDManager.newBaseManager("PyTorch");
    TorchProgram program =
        TorchProgram.load(parent, "Training", List.of("config", "trainer"), "training.py", threads);
    try (IValue ints =
            ProgramConfig.integers(config, new ProgramOptions("float32", Weights.MAPPED, threads));
        IValue floats = ProgramConfig.numbers(config)) {
      program.call("configure", ints, floats).close();
    }
    String mtp = ModelConfig.layerPrefix(config.layers());
    TrainingProgram training =
        new TrainingProgram(
            program,
            tensors.containsKey(mtp + ModelConfig.MTP_JOIN + ".weight") ? mtp : "",
            arrays(program, tensors, weights),
            arrays(program, tensors, first),
            arrays(program, tensors, second));
    training.begin(config, muon);
    return training;
  }

  private static Map<String, NDArray> arrays(
      TorchProgram program, Map<String, List<Long>> tensors, Function<String, float[]> values) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    tensors.forEach(
        (name, shape) -> {
          long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
          arrays.put(name, program.manager().create(values.apply(name), new Shape(sizes)));
        });
    return arrays;
  }

  private void begin(DeepseekV3Config config, boolean muon) {
    try (NDManager scope = program.manager().newSubManager()) {
      // DJL takes the manager of the first array for what comes back, so that one is of this scope.
      NDList arguments = new NDList(method(scope, "start"));
      named(arguments, "weights.", weights);
      named(arguments, "first.", first);
      named(arguments, "second.", second);
      arguments.add(scope.create(config.rope().inverseFrequencies()));
      arguments.add(scope.create(new float[] {muon ? 1 : 0}));
      program.train(arguments).close();
    }
  }

  private static void named(NDList arguments, String prefix, Map<String, NDArray> arrays) {
    arrays.forEach(
        (name, array) -> {
          array.setName(prefix + name);
          arguments.add(array);
        });
  }

  /** One forward and backward pass and one update. */
  public StepResult step(TrainingBatch batch, StepSettings settings) {
    try (NDManager scope = program.manager().newSubManager()) {
      NDList arguments = new NDList(method(scope, "step"));
      arguments.addAll(batch.arrays(scope));
      arguments.add(scope.create(settings.toArray()));
      float[] result = program.train(arguments).get(0).toFloatArray();
      return new StepResult(result[0], result[1], result[2]);
    }
  }

  /** The loss of a batch, and the gradient's norm for each trained tensor; nothing is updated. */
  public Gradients gradients(TrainingBatch batch) {
    try (NDManager scope = program.manager().newSubManager()) {
      NDList arguments = new NDList(method(scope, "loss_and_gradients"));
      arguments.addAll(batch.arrays(scope));
      float[] result = program.train(arguments).get(0).toFloatArray();
      Map<String, Double> norms = new TreeMap<>();
      weights.keySet().stream()
          .filter(name -> name.startsWith(trained) && !name.endsWith(ROUTER_BIAS))
          .sorted()
          .forEach(name -> norms.put(name, (double) result[1 + norms.size()]));
      return new Gradients(result[0], norms);
    }
  }

  public float[] weights(String name) {
    return values(weights, name);
  }

  public float[] first(String name) {
    return values(first, name);
  }

  public float[] second(String name) {
    return values(second, name);
  }

  private static float[] values(Map<String, NDArray> arrays, String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("tensor must be one of the model, but was '" + name + "'");
    }
    return array.toFloatArray();
  }

  private static NDArray method(NDManager scope, String name) {
    NDArray selector = scope.create(0f);
    selector.setName("module_method:" + name);
    return selector;
  }

  @Override
  public void close() {
    program.close();
  }

  /**
   * What one update found.
   *
   * @param loss mean cross entropy over the learned tokens, in nats
   * @param gradientNorm norm over all trained tensors before clipping
   * @param loadImbalance largest expert load over the mean, the worst layer's; 0 without experts
   */
  public record StepResult(double loss, double gradientNorm, double loadImbalance) {}

  /**
   * One backward pass.
   *
   * @param loss mean cross entropy over the learned tokens, in nats
   * @param norms gradient norm by tensor name
   */
  public record Gradients(double loss, Map<String, Double> norms) {}
}
