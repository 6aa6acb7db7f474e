package io.retort.runtime.program;

import ai.djl.pytorch.jni.IValue;
import io.retort.runtime.checkpoint.DeepseekV3Config;
import java.util.HashMap;
import java.util.Map;

/** The configuration under the names that the programs' {@code Config} class reads. */
final class ProgramConfig {

  private ProgramConfig() {}

  static IValue ints(DeepseekV3Config config) {
    Map<String, IValue> ints = new HashMap<>();
    ints.put("layers", IValue.from((long) config.layers()));
    ints.put("heads", IValue.from((long) config.heads()));
    ints.put("nope", IValue.from((long) config.nopeSize()));
    ints.put("rope", IValue.from((long) config.rope().size()));
    ints.put("value", IValue.from((long) config.valueSize()));
    ints.put("latent", IValue.from((long) config.latentSize()));
    ints.put("top_k", IValue.from((long) config.expertsPerToken()));
    ints.put("groups", IValue.from((long) config.expertGroups()));
    ints.put("top_groups", IValue.from((long) config.chosenGroups()));
    ints.put("experts", IValue.from((long) config.routedExperts()));
    ints.put("positions", IValue.from((long) config.maxPositions()));
    ints.put("interleaved", IValue.from(config.rope().interleaved() ? 1L : 0L));
    ints.put("normalise", IValue.from(config.normaliseWeights() ? 1L : 0L));
    return map(ints);
  }

  static IValue floats(DeepseekV3Config config) {
    Map<String, IValue> floats = new HashMap<>();
    floats.put("eps", IValue.from(config.normEps()));
    floats.put("scale", IValue.from(config.softmaxScale()));
    floats.put("routed_scale", IValue.from(config.routedScale()));
    floats.put("rope_factor", IValue.from(config.rope().scaling().rotationFactor()));
    return map(floats);
  }

  private static IValue map(Map<String, IValue> entries) {
    IValue map = IValue.stringIValueMapFrom(entries);
    entries.values().forEach(IValue::close);
    return map;
  }
}
