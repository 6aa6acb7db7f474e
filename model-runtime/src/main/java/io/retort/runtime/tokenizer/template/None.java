package io.retort.runtime.tokenizer.template;

/** Python's None, which is JSON's null. */
record None() implements Value {

  @Override
  public String type() {
    return "None";
  }

  @Override
  public boolean isTrue() {
    return false;
  }

  @Override
  public void print(Printer printer) {
    printer.append("None");
  }
}
