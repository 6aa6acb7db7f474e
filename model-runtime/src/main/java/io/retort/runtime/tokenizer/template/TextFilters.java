package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters that make a text of a text; another value is printed first. */
final class TextFilters {

  // A word of Jinja's title filter ends at one of these; str.title ends it at any non-letter.
  private static final Pattern TITLE_WORD = Pattern.compile("[^-\\s({\\[<]+");

  private TextFilters() {}

  /** A filter that does what a method of str does; what is markup stays it. */
  static Filter method(String name) {
    return (input, arguments, rendering) -> {
      Text text = Text.of(input, rendering);
      Function method = TextMethods.find(text, name).orElseThrow();
      return method.body().call(arguments, rendering);
    };
  }

  static Value replace(Value input, Arguments arguments, Rendering rendering) {
    return TextMethods.replace(Printer.text(input, rendering), arguments, rendering);
  }

  static Value string(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    return Text.of(input, rendering);
  }

  /** Markup with the same characters. */
  static Value safe(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    return new Text(Printer.text(input, rendering), true);
  }

  /** Markup that shows the text; what is markup already stays as it is unless forced. */
  static Filter escape(boolean isForced) {
    return (input, arguments, rendering) -> {
      arguments.bind();
      Text text = Text.of(input, rendering);
      return (isForced ? new Text(text.text()) : text).escaped(rendering);
    };
  }

  static Value title(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    String text = Printer.text(input, rendering);
    rendering.spendOnText(text.length());
    return new Text(TITLE_WORD.matcher(text).replaceAll(TextFilters::capitalized));
  }

  private static String capitalized(MatchResult word) {
    String text = word.group();
    int second = text.offsetByCodePoints(0, 1);
    return Matcher.quoteReplacement(
        text.substring(0, second).toUpperCase(Locale.ROOT)
            + text.substring(second).toLowerCase(Locale.ROOT));
  }

  /** Indents all lines but the first, and none that is empty, unless asked to. */
  static Value indent(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("width", "first", "blank");
    boolean isWidthText = bound.optional("width").filter(Text.class::isInstance).isPresent();
    Value width =
        isWidthText
            ? bound.required("width")
            : Sequences.repeat(new Text(" "), bound.integer("width", 4), rendering);
    String indentation = ((Text) width).text();
    boolean indentsBlank = bound.truth("blank", false);
    // With a line break at the end, so that an empty text has a line too, as in Jinja.
    List<String> lines = PythonText.lines(Printer.text(input, rendering) + "\n");
    Printer indented = new Printer(rendering);
    indented.append(bound.truth("first", false) ? indentation : "");
    indented.append(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      indented.append("\n");
      indented.append(line.isEmpty() && !indentsBlank ? "" : indentation);
      indented.append(line);
    }
    return new Text(indented.text(), input instanceof Text text && text.isMarkup());
  }
}
