package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Optional;

/** A Python str: a text that is counted and cut by code points. */
record Text(String text) implements Value {

  @Override
  public String type() {
    return "str";
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
    printer.append(PythonText.quote(text));
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
        .map(point -> new Text(Character.toString(point)));
  }

  @Override
  public List<Value> elements() {
    Rendering.checkListSize(PythonText.length(text));
    return text.codePoints().<Value>mapToObj(point -> new Text(Character.toString(point))).toList();
  }
}
