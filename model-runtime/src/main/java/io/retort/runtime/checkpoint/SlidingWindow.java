package io.retort.runtime.checkpoint;

/** Refuses windows of attention: here every token attends to all before it. */
final class SlidingWindow {

  private SlidingWindow() {}

  /**
   * Windows are on in the layers that {@code layer_types} says; without that key, in all from
   * {@code max_window_layers} on if {@code use_sliding_window}.
   */
  static void refuse(ConfigFile file) {
    if (file.has("layer_types")) {
      if (!file.texts("layer_types").stream().allMatch("full_attention"::equals)) {
        throw file.wrong("layer_types", "full_attention throughout (nothing else is supported)");
      }
      return;
    }
    boolean reaches = file.atLeast("max_window_layers", 0, 0) < file.positive("num_hidden_layers");
    if (file.flag("use_sliding_window", false) && file.has("sliding_window") && reaches) {
      throw file.wrong("use_sliding_window", "false (sliding windows are not supported)");
    }
  }
}
