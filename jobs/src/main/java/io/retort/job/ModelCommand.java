package io.retort.job;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.job.config.InvalidInputException;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.CheckpointLocation;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.checkpoint.ModelSize;
import io.retort.runtime.program.MemoryPlan;
import io.retort.runtime.program.Weights;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a checkpoint is, from its configuration. No Spark, no weights. */
@Command(
    name = "model",
    description = "What a model takes: parameters, cache, memory, arithmetic.",
    footer = {
      "",
      "A config.json alone will do. Active parameters are those that work on one token: of the",
      "routed experts only the chosen ones, and not the embedding, which is a look-up. The layer for",
      "multi-token prediction is counted apart, and not in the memory.",
      "",
      "Example:",
      "  retort model DIR --positions 4096 --sequences 32"
    })
public final class ModelCommand implements Callable<Integer> {

  private static final int USUAL_POSITIONS = 4096;

  @Parameters(
      paramLabel = "DIR|CONFIG",
      description = "Checkpoint folder, id of one in the local Hub cache, or a config.json.")
  private String model = "";

  private Path source = Path.of("");

  @Option(
      names = "--positions",
      paramLabel = "N",
      description = "Positions of a sequence in the memory plan; 4096, or all if there are fewer.")
  private @Nullable Integer wantedPositions;

  @Option(
      names = "--sequences",
      paramLabel = "N",
      defaultValue = "1",
      description = "Sequences in the memory plan; ${DEFAULT-VALUE}.")
  private int sequences;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "auto",
      description =
          "Arithmetic: auto (the checkpoint's own), float32 or bfloat16; ${DEFAULT-VALUE}.")
  private String dtype = "";

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  private int positions;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ModelConfig config;
    Map<Weights, MemoryPlan> plans = new EnumMap<>(Weights.class);
    try {
      source = CheckpointLocation.resolve(model);
      config = ModelConfig.read(configJson());
      positions = positions(config);
      if (sequences < 1) {
        throw new IllegalArgumentException("--sequences must be at least 1, but was " + sequences);
      }
      String type = arithmetic(config);
      long fileBytes = fileBytes(config);
      for (Weights weights : Weights.values()) {
        plans.put(
            weights, MemoryPlan.of(config, weights, type, fileBytes, positions, sequences, false));
      }
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    if (json) {
      out.println(json(config, plans).toPrettyString());
    } else {
      print(out, config, plans);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private int positions(ModelConfig config) {
    int most = config.maxPositions();
    int wanted = wantedPositions == null ? Math.min(USUAL_POSITIONS, most) : wantedPositions;
    if (wanted < 1 || wanted > most) {
      throw new IllegalArgumentException(
          "--positions must be in [1, " + most + "], those of the model, but was " + wanted);
    }
    return wanted;
  }

  private Path configJson() {
    return Files.isDirectory(source) ? source.resolve("config.json") : source;
  }

  private String arithmetic(ModelConfig config) {
    return switch (dtype) {
      case "auto" -> config.dtype().equals("bfloat16") ? "bfloat16" : "float32";
      case "float32", "bfloat16" -> dtype;
      default ->
          throw new IllegalArgumentException(
              "--dtype must be auto, float32 or bfloat16, but was '" + dtype + "'");
    };
  }

  /** Of the weights as they lie in the folder, or would lie in the configuration's type. */
  private long fileBytes(ModelConfig config) {
    boolean hasWeights =
        Files.isDirectory(source)
            && (Files.exists(source.resolve("model.safetensors"))
                || Files.exists(source.resolve("model.safetensors.index.json")));
    return hasWeights
        ? Checkpoint.open(source).tensors().stream()
            .mapToLong(tensor -> tensor.size() * tensor.type().bytes())
            .sum()
        : ModelSize.of(config).parameters() * valueBytes(config);
  }

  private static int valueBytes(ModelConfig config) {
    return config.dtype().equals("float32") ? 4 : 2;
  }

  private void print(PrintWriter out, ModelConfig config, Map<Weights, MemoryPlan> plans) {
    ModelSize size = ModelSize.of(config);
    int bytes = valueBytes(config);
    out.printf(
        Locale.ROOT,
        "%s: %d layers, hidden size %,d, vocabulary %,d, up to %,d positions, %s%n%n",
        config.modelType(),
        config.layers(),
        config.hiddenSize(),
        config.vocabularySize(),
        config.maxPositions(),
        config.dtype());
    out.printf(Locale.ROOT, "parameters  %s (%,d)%n", whole(size.parameters()), size.parameters());
    out.printf(
        Locale.ROOT,
        "active      %s per token (%,d), without the embedding's %s%n",
        whole(size.activeParameters()),
        size.activeParameters(),
        Quantities.count(size.embeddingParameters()));
    if (size.mtpParameters() > 0) {
      out.printf(
          Locale.ROOT,
          "MTP layer   %s more (%,d), loaded by engine.draft_source: mtp%n",
          whole(size.mtpParameters()),
          size.mtpParameters());
    }
    out.printf(
        Locale.ROOT,
        "KV          %s per token in %s, as plain multi-head %s%n",
        Quantities.bytes(size.latentValues() * bytes),
        config.dtype(),
        Quantities.bytes(size.multiHeadValues() * bytes));
    out.printf(
        Locale.ROOT,
        "FLOPs       %s per token, and %s for each position it attends to%n%n",
        Quantities.scaled(size.flops()),
        Quantities.scaled(size.flopsPerPosition()));
    out.printf(
        Locale.ROOT, "memory for %,d x %,d positions (the cache is fp32)%n", sequences, positions);
    plans.forEach(
        (weights, plan) ->
            out.printf(
                Locale.ROOT,
                "  %-7s  files %s (mapped), copies %s, cache %s, in all %s%n",
                weights.word(),
                Quantities.bytes(plan.fileBytes()),
                Quantities.bytes(plan.copyBytes()),
                Quantities.bytes(plan.cacheBytes()),
                Quantities.bytes(plan.bytes())));
  }

  /** As publishers write it: whole billions from ten on. */
  private static String whole(long parameters) {
    return parameters >= 9_950_000_000L
        ? Math.round(parameters / 1e9) + " B"
        : Quantities.count(parameters);
  }

  private ObjectNode json(ModelConfig config, Map<Weights, MemoryPlan> plans) {
    ModelSize size = ModelSize.of(config);
    int bytes = valueBytes(config);
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("model_type", config.modelType());
    root.put("dtype", config.dtype());
    root.put("layers", config.layers());
    root.put("max_positions", config.maxPositions());
    root.put("parameters", size.parameters());
    root.put("mtp_parameters", size.mtpParameters());
    root.put("active_parameters", size.activeParameters());
    root.put("embedding_parameters", size.embeddingParameters());
    root.putObject("kv_bytes_per_token")
        .put("latent", size.latentValues() * bytes)
        .put("multi_head", size.multiHeadValues() * bytes);
    root.put("flops_per_token", size.flops());
    root.put("flops_per_token_and_position", size.flopsPerPosition());
    root.put("positions", positions);
    root.put("sequences", sequences);
    ArrayNode memory = root.putArray("memory");
    plans.forEach(
        (weights, plan) ->
            memory
                .addObject()
                .put("weights", weights.word())
                .put("file_bytes", plan.fileBytes())
                .put("copy_bytes", plan.copyBytes())
                .put("cache_bytes", plan.cacheBytes())
                .put("bytes", plan.bytes()));
    return root;
  }
}
