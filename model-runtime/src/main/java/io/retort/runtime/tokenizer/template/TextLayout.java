package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Map;

/** Methods of a Python str, and filters, that widen, cut and wrap texts. */
final class TextLayout {

  private TextLayout() {}

  /** {@code ljust}, {@code rjust}: at the left or right of a width. */
  static Value justify(String text, Arguments arguments, Rendering rendering, boolean isLeft) {
    Arguments bound = arguments.bind("width", "fillchar");
    int missing = missing(text, bound, rendering);
    String space = fill(bound).repeat(missing);
    return new Text(isLeft ? text + space : space + text);
  }

  /** In the middle of a width; of an odd rest the larger half goes where Python puts it. */
  static Value center(String text, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("width", "fillchar");
    int missing = missing(text, bound, rendering);
    int left = missing / 2 + (missing & bound.integer("width", 80) & 1);
    return new Text(fill(bound).repeat(left) + text + fill(bound).repeat(missing - left));
  }

  private static int missing(String text, Arguments bound, Rendering rendering) {
    int width = bound.integer("width", 80);
    rendering.spendOnText(Math.max(width, 0));
    return Math.max(0, width - PythonText.length(text));
  }

  private static String fill(Arguments bound) {
    String fill = bound.text("fillchar", " ");
    if (PythonText.length(fill) != 1) {
      throw bound.wrong("fillchar", "one character", bound.required("fillchar"));
    }
    return fill;
  }

  /** Zeros between the sign and the digits. */
  static Value zeroFill(String text, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("width");
    int missing = missing(text, bound, rendering);
    boolean isSigned = text.startsWith("-") || text.startsWith("+");
    int sign = isSigned ? 1 : 0;
    return new Text(text.substring(0, sign) + "0".repeat(missing) + text.substring(sign));
  }

  /** What stands before, at and after the first place of a text. */
  static Value partition(String text, Arguments arguments, Rendering rendering) {
    String at = separator(text, arguments, rendering);
    int place = text.indexOf(at);
    return place < 0 ? parts(text, "", "") : parted(text, at, place);
  }

  /** The same at its last place. */
  static Value partitionFromEnd(String text, Arguments arguments, Rendering rendering) {
    String at = separator(text, arguments, rendering);
    int place = text.lastIndexOf(at);
    return place < 0 ? parts("", "", text) : parted(text, at, place);
  }

  private static String separator(String text, Arguments arguments, Rendering rendering) {
    String at = arguments.bind("sep").text("sep");
    if (at.isEmpty()) {
      throw new IllegalArgumentException(
          "the separator of " + arguments.function() + " must not be empty, but was");
    }
    rendering.spendOnSearch(text, at);
    return at;
  }

  private static Value parted(String text, String at, int place) {
    return parts(text.substring(0, place), at, text.substring(place + at.length()));
  }

  private static Value parts(String before, String at, String after) {
    return Items.tuple(new Text(before), new Text(at), new Text(after));
  }

  /** The filter: cuts at a word, and says so by an ending. */
  static Value truncate(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("length", "killwords", "end", "leeway");
    Text whole = Text.of(input, rendering);
    String text = whole.text();
    int length = bound.integer("length", 255);
    String end = bound.text("end", "...");
    if (length < PythonText.length(end)) {
      throw bound.wrong("length", "at least the length of the ending", new Numeric.Int(length));
    }
    if (PythonText.length(text) <= length + bound.integer("leeway", 5)) {
      return whole;
    }
    String cut = text.substring(0, text.offsetByCodePoints(0, length - PythonText.length(end)));
    int space = cut.lastIndexOf(' ');
    boolean keepsAll = bound.truth("killwords", false) || space < 0;
    Text kept = new Text(keepsAll ? cut : cut.substring(0, space), whole.isMarkup());
    return Sequences.join(kept, new Text(end), rendering);
  }

  /** The filter: how many runs of letters, digits and underscores there are. */
  static Value wordCount(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    String text = Printer.text(input, rendering);
    rendering.spendOnText(text.length());
    boolean isInside = false;
    int count = 0;
    for (int point : text.codePoints().toArray()) {
      boolean isWord = Character.isLetterOrDigit(point) || point == '_';
      count += isWord && !isInside ? 1 : 0;
      isInside = isWord;
    }
    return new Numeric.Int(count);
  }

  /** The filter's kind of {@code center}, on whatever prints. */
  static Value centerFilter(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("width");
    Text text = Text.of(input, rendering);
    Arguments width =
        new Arguments("center", List.of(new Numeric.Int(bound.integer("width", 80))), Map.of());
    Function center = TextMethods.find(text, "center").orElseThrow();
    return center.body().call(width, rendering);
  }
}
