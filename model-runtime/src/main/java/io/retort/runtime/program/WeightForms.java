package io.retort.runtime.program;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The form of each kind of weight.
 *
 * <p>Attention and gate compute in fp32 whatever the type of arithmetic (docs/decisions/0002), so
 * in bf16 their weights take fp16, which holds bf16 weights exactly (0003). In 8 bits are all
 * products with weights but the gate's.
 *
 * @param isHalf the type of arithmetic is bfloat16
 * @param rowMultiple mapped weights see a multiple of so many rows
 */
record WeightForms(
    boolean isHalf,
    WeightForm attention,
    WeightForm gate,
    WeightForm dense,
    WeightForm expert,
    int rowMultiple) {

  // Below 16 rows MKL takes other kernels, whose sums run in another order.
  private static final int ROW_MULTIPLE = 16;

  private static final int FLOAT32 = TorchScriptSource.dtype("float32");
  private static final int BFLOAT16 = TorchScriptSource.dtype("bfloat16");

  static WeightForms of(Weights weights, String dtype) {
    boolean isHalf = dtype.equals("bfloat16");
    WeightForm attention = isHalf ? WeightForm.HALF : WeightForm.PACKED;
    return switch (weights) {
      case MAPPED -> all(isHalf, WeightForm.MAPPED);
      case PACKED ->
          new WeightForms(
              isHalf,
              attention,
              WeightForm.PACKED,
              WeightForm.PACKED,
              WeightForm.PACKED,
              ROW_MULTIPLE);
      case INT8 ->
          new WeightForms(
              isHalf,
              WeightForm.INT8,
              WeightForm.PACKED,
              WeightForm.INT8,
              WeightForm.INT8,
              ROW_MULTIPLE);
    };
  }

  private static WeightForms all(boolean isHalf, WeightForm form) {
    return new WeightForms(isHalf, form, form, form, form, ROW_MULTIPLE);
  }

  /** By the names that linear.py reads. */
  Map<String, Integer> programIntegers() {
    int wide = isHalf ? BFLOAT16 : FLOAT32;
    Map<String, Integer> integers = new LinkedHashMap<>();
    put(integers, "attention", attention, FLOAT32);
    put(integers, "gate", gate, FLOAT32);
    put(integers, "dense", dense, wide);
    put(integers, "expert", expert, wide);
    integers.put("row_multiple", rowMultiple);
    return integers;
  }

  private static void put(Map<String, Integer> integers, String role, WeightForm form, int dtype) {
    integers.put(role + "_form", form.number());
    integers.put(role + "_dtype", dtype);
  }
}
