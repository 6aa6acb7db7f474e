package io.retort.runtime.program;

/** How a weight lies in memory for its products; linear.py says what each is good for. */
enum WeightForm {
  MAPPED(0),
  PACKED(1),
  HALF(2),
  INT8(3);

  private final int number;

  WeightForm(int number) {
    this.number = number;
  }

  /** What linear.py knows it by. */
  int number() {
    return number;
  }
}
