package io.retort.runtime.checkpoint;

/** Element types of safetensors files that this runtime reads. */
public enum TensorType {
  F32("float32", 4),
  F16("float16", 2),
  BF16("bfloat16", 2),
  F8_E4M3("float8_e4m3fn", 1);

  private final String dtype;
  private final int bytes;

  TensorType(String dtype, int bytes) {
    this.dtype = dtype;
    this.bytes = bytes;
  }

  /** PyTorch's name of the type, as in config.json. */
  public String dtype() {
    return dtype;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
