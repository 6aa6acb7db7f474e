package io.retort.runtime.program;

import ai.djl.pytorch.jni.IValue;
import io.retort.runtime.checkpoint.ModelConfig;
import java.util.HashMap;
import java.util.Map;

/** The numbers of a configuration as the dictionaries that programs read. */
final class ProgramConfig {

  private ProgramConfig() {}

  /** Of a whole model. */
  static IValue integers(ModelConfig config, ProgramOptions options) {
    return whole(wholeNumbers(config, options));
  }

  /** Of one stage of it. */
  static IValue integers(ModelConfig config, Stage stage, ProgramOptions options) {
    Map<String, Integer> integers = wholeNumbers(config, options);
    integers.put("first_layer", stage.firstLayer());
    integers.put("end_layer", stage.endLayer());
    return whole(integers);
  }

  private static Map<String, Integer> wholeNumbers(ModelConfig config, ProgramOptions options) {
    Map<String, Integer> integers = new HashMap<>(config.programIntegers());
    integers.putAll(WeightForms.of(options.weights(), options.dtype()).programIntegers());
    integers.put("threads", options.threads());
    return integers;
  }

  private static IValue whole(Map<String, Integer> integers) {
    Map<String, IValue> entries = new HashMap<>();
    integers.forEach((name, value) -> entries.put(name, IValue.from((long) value)));
    return map(entries);
  }

  static IValue numbers(ModelConfig config) {
    Map<String, IValue> entries = new HashMap<>();
    config.programNumbers().forEach((name, value) -> entries.put(name, IValue.from(value)));
    return map(entries);
  }

  private static IValue map(Map<String, IValue> entries) {
    IValue map = IValue.stringIValueMapFrom(entries);
    entries.values().forEach(IValue::close);
    return map;
  }
}
