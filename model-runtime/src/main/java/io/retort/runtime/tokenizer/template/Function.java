package io.retort.runtime.tokenizer.template;

/** Anything that can be called: a macro, a method of a value, or one of {@link Globals}. */
record Function(String name, Body body) implements Value {

  /** What a call does. */
  @FunctionalInterface
  interface Body {
    Value call(Arguments arguments, Rendering rendering);
  }

  @Override
  public String type() {
    return "function";
  }

  @Override
  public boolean isTrue() {
    return true;
  }

  @Override
  public void print(Printer printer) {
    printer.append("<function " + name + ">");
  }
}
