package io.retort.runtime.checkpoint;

/** Refuses windows of attention: here every token attends to all before it. */
final class SlidingWindow {

  private SlidingWindow() {}

  /** For families where windows begin at {@code max_window_layers}. */
  static void refuseInUpperLayers(ConfigFile file) {
    refuse(file, file.atLeast("max_window_layers", 0, 0));
  }

  /** For families where all layers have one or none has. */
  static void refuse(ConfigFile file) {
    refuse(file, 0);
  }

  private static void refuse(ConfigFile file, int firstLayer) {
    if (!file.texts("layer_types").stream().allMatch("full_attention"::equals)) {
      throw file.wrong("layer_types", "full_attention throughout (nothing else is supported)");
    }
    if (firstLayer < file.positive("num_hidden_layers")
        && file.has("sliding_window")
        && file.flag("use_sliding_window", false)) {
      throw file.wrong("use_sliding_window", "false (sliding windows are not supported)");
    }
  }
}
