package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Optional;

/**
 * A Python str: a text that is counted and cut by code points.
 *
 * @param isMarkup whether it counts as HTML, as after the filter {@code safe}: then it is
 *     markupsafe's {@code Markup}, and what is put together with it is escaped first, even where
 *     nothing else is
 */
record Text(String text, boolean isMarkup) implements Value {

  Text(String text) {
    this(text, false);
  }

  /** The text of a value, which stays markup if it is. */
  static Text of(Value value, Rendering rendering) {
    return value instanceof Text text ? text : new Text(Printer.text(value, rendering));
  }

  /** The same as markup: itself if it is that, else with HTML's signs as entities. */
  Text escaped(Rendering rendering) {
    if (isMarkup) {
      return this;
    }
    String escaped =
        text.replace("&", "&amp;")
            .replace(">", "&gt;")
            .replace("<", "&lt;")
            .replace("'", "&#39;")
            .replace("\"", "&#34;");
    rendering.spendOnText(escaped.length());
    return new Text(escaped, true);
  }

  // In Python markup equals the str of its characters.
  @Override
  public boolean equals(Object other) {
    return other instanceof Text that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String type() {
    return isMarkup ? "Markup" : "str";
  }

  @Override
  public boolean isTrue() {
    return !text.isEmpty();
  }

  @Override
  public void print(Printer printer) {
    printer.append(text);
  }

  @Override
  public void printQuoted(Printer printer) {
    String quoted = PythonText.quote(text);
    printer.append(isMarkup ? "Markup(" + quoted + ")" : quoted);
  }

  @Override
  public Optional<Value> member(String name) {
    return TextMethods.find(this, name).map(Value.class::cast);
  }

  @Override
  public Optional<Value> element(Value key) {
    int length = PythonText.length(text);
    return Items.index(key, length)
        .map(index -> text.codePointAt(text.offsetByCodePoints(0, index)))
        .map(point -> new Text(Character.toString(point), isMarkup));
  }

  @Override
  public List<Value> elements() {
    Rendering.checkListSize(PythonText.length(text));
    return text.codePoints().<Value>mapToObj(point -> new Text(Character.toString(point))).toList();
  }
}
