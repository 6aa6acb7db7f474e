package io.retort.runtime.tokenizer.template;

/** Collects text and accounts for it. */
final class Printer {

  private static final int LONGEST_WORDS = 60;

  private final StringBuilder text = new StringBuilder();
  private final Rendering rendering;

  Printer(Rendering rendering) {
    this.rendering = rendering;
  }

  /** The text of a value, as {@code str} gives it. */
  static String text(Value value, Rendering rendering) {
    if (value instanceof Text text) {
      return text.text();
    }
    Printer printer = new Printer(rendering);
    value.print(printer);
    return printer.text();
  }

  /** A value as it is named in an error message: texts and integers themselves, else the type. */
  static String words(Value value) {
    if (value instanceof Text text) {
      boolean isLong = text.text().length() > LONGEST_WORDS;
      return PythonText.quote(isLong ? text.text().substring(0, LONGEST_WORDS) : text.text())
          + (isLong ? "..." : "");
    }
    return value instanceof Numeric.Int integer ? Long.toString(integer.toLong()) : value.type();
  }

  void append(String more) {
    rendering.checkTextLength((long) text.length() + more.length());
    rendering.spendOnText(more.length());
    text.append(more);
  }

  String text() {
    return text.toString();
  }
}
