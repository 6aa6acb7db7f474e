package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** The methods of a Python str that templates use. Those that take no argument are filters too. */
final class TextMethods {

  private static final Map<String, Method> METHODS =
      Map.ofEntries(
          method("upper", text -> text.toUpperCase(Locale.ROOT)),
          method("lower", text -> text.toLowerCase(Locale.ROOT)),
          method("title", TextMethods::title),
          method("capitalize", TextMethods::capitalize),
          Map.entry("strip", (text, arguments, rendering) -> strip(text, arguments, true, true)),
          Map.entry("lstrip", (text, arguments, rendering) -> strip(text, arguments, true, false)),
          Map.entry("rstrip", (text, arguments, rendering) -> strip(text, arguments, false, true)),
          Map.entry("startswith", TextSearch.affix(String::startsWith)),
          Map.entry("endswith", TextSearch.affix(String::endsWith)),
          Map.entry("format", BraceFormat::format),
          Map.entry("center", TextLayout::center),
          Map.entry(
              "ljust",
              (text, arguments, rendering) -> TextLayout.justify(text, arguments, rendering, true)),
          Map.entry(
              "rjust",
              (text, arguments, rendering) ->
                  TextLayout.justify(text, arguments, rendering, false)),
          Map.entry("zfill", TextLayout::zeroFill),
          Map.entry("partition", TextLayout::partition),
          Map.entry("rpartition", TextLayout::partitionFromEnd),
          method("casefold", text -> text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)),
          method("swapcase", TextMethods::swapCase),
          cased("islower", Character::isLowerCase),
          cased("isupper", Character::isUpperCase),
          predicate("isascii", point -> point < 0x80),
          predicate("isnumeric", TextMethods::isNumeric),
          predicate("isdecimal", Character::isDigit),
          Map.entry("removeprefix", TextMethods::removePrefix),
          Map.entry("removesuffix", TextMethods::removeSuffix),
          Map.entry("replace", TextMethods::replace),
          Map.entry(
              "split", (text, arguments, rendering) -> Split.from(text, arguments, rendering)),
          Map.entry(
              "rsplit", (text, arguments, rendering) -> Split.fromEnd(text, arguments, rendering)),
          Map.entry("splitlines", TextMethods::lines),
          Map.entry("join", TextMethods::join),
          Map.entry("find", TextSearch::find),
          Map.entry("rfind", TextSearch::findLast),
          Map.entry("index", TextSearch::index),
          Map.entry("rindex", TextSearch::indexOfLast),
          Map.entry("count", TextSearch::count),
          predicate("isdigit", Character::isDigit),
          predicate("isalpha", Character::isLetter),
          predicate("isalnum", Character::isLetterOrDigit),
          predicate("isspace", PythonText::isSpace));

  private TextMethods() {}

  /** A method before it is bound to its text. */
  @FunctionalInterface
  interface Method {
    Value call(String text, Arguments arguments, Rendering rendering);
  }

  static Optional<Function> find(Text text, String name) {
    return Optional.ofNullable(METHODS.get(name))
        .map(
            method ->
                new Function(
                    "str." + name,
                    text.isMarkup()
                        ? MarkupMethods.of(name, method, text.text())
                        : (arguments, rendering) ->
                            method.call(text.text(), arguments, rendering)));
  }

  private static Map.Entry<String, Method> method(String name, UnaryOperator<String> change) {
    return Map.entry(
        name,
        (text, arguments, rendering) -> {
          arguments.bind();
          rendering.spendOnText(text.length());
          return new Text(change.apply(text));
        });
  }

  private static Map.Entry<String, Method> predicate(String name, IntPredicate predicate) {
    return Map.entry(
        name,
        (text, arguments, rendering) -> {
          arguments.bind();
          rendering.spendOnText(text.length());
          return new Numeric.Bool(!text.isEmpty() && text.codePoints().allMatch(predicate));
        });
  }

  private static Map.Entry<String, Method> cased(String name, IntPredicate predicate) {
    return Map.entry(
        name,
        (text, arguments, rendering) -> {
          arguments.bind();
          rendering.spendOnText(text.length());
          return new Numeric.Bool(isCased(new Text(text), predicate));
        });
  }

  /** Whether a value's text has letters with a case, and all have that one. */
  static boolean isCased(Value value, IntPredicate predicate) {
    if (!(value instanceof Text text)) {
      return false;
    }
    int[] letters =
        text.text()
            .codePoints()
            .filter(point -> Character.isUpperCase(point) || Character.isLowerCase(point))
            .toArray();
    return letters.length > 0 && Arrays.stream(letters).allMatch(predicate);
  }

  // Python also counts the numerals among Chinese characters.
  private static boolean isNumeric(int point) {
    int type = Character.getType(point);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            each ->
                swapped.append(
                    Character.isUpperCase(each.codePointAt(0))
                        ? each.toLowerCase(Locale.ROOT)
                        : each.toUpperCase(Locale.ROOT)));
    return swapped.toString();
  }

  /** Every word begins with a capital; a word is a run of letters. */
  private static String title(String text) {
    StringBuilder title = new StringBuilder();
    int before = ' ';
    for (int point : text.codePoints().toArray()) {
      title.appendCodePoint(
          Character.isLetter(before) ? Character.toLowerCase(point) : Character.toTitleCase(point));
      before = point;
    }
    return title.toString();
  }

  private static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int second = text.offsetByCodePoints(0, 1);
    return new StringBuilder()
        .appendCodePoint(Character.toTitleCase(text.codePointAt(0)))
        .append(text.substring(second).toLowerCase(Locale.ROOT))
        .toString();
  }

  private static Value strip(String text, Arguments arguments, boolean start, boolean end) {
    Optional<Value> chars = arguments.bind("chars").optional("chars");
    IntPredicate isStripped = PythonText::isSpace;
    if (chars.isPresent() && !(chars.get() instanceof None)) {
      String set = arguments.bind("chars").text("chars");
      isStripped = point -> set.indexOf(point) >= 0;
    }
    String left = start ? PythonText.stripStart(text, isStripped) : text;
    return new Text(end ? PythonText.stripEnd(left, isStripped) : left);
  }

  private static Value removePrefix(String text, Arguments arguments, Rendering rendering) {
    String prefix = arguments.bind("prefix").text("prefix");
    return new Text(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
  }

  private static Value removeSuffix(String text, Arguments arguments, Rendering rendering) {
    String suffix = arguments.bind("suffix").text("suffix");
    return new Text(
        text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
  }

  static Value replace(String text, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("old", "new", "count");
    String old = bound.text("old");
    String replacement = bound.text("new");
    int count = bound.integer("count", -1);
    rendering.spendOnSearch(text, old);
    Printer replaced = new Printer(rendering);
    int from = 0;
    int at = text.indexOf(old);
    while (at >= 0 && count != 0) {
      replaced.append(text.substring(from, at));
      replaced.append(replacement);
      from = at + old.length();
      count--;
      // An empty text is found before each character and at the end.
      at = old.isEmpty() ? next(text, at) : text.indexOf(old, from);
    }
    replaced.append(text.substring(from));
    return new Text(replaced.text());
  }

  private static int next(String text, int at) {
    return at == text.length() ? -1 : text.offsetByCodePoints(at, 1);
  }

  private static Value lines(String text, Arguments arguments, Rendering rendering) {
    boolean keepsEnds = arguments.bind("keepends").truth("keepends", false);
    rendering.spendOnText(text.length());
    return texts(keepsEnds ? PythonText.linesWithEnds(text) : PythonText.lines(text), rendering);
  }

  static Items texts(List<String> parts, Rendering rendering) {
    rendering.spendOnList(parts.size());
    return Items.list(parts.stream().map(Text::new).toList());
  }

  private static Value join(String text, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("iterable");
    List<String> parts = new ArrayList<>();
    for (Value part : bound.required("iterable").elements()) {
      if (!(part instanceof Text each)) {
        throw bound.wrong("iterable", "texts only", part);
      }
      parts.add(each.text());
    }
    return joined(parts, text, rendering);
  }

  static Text joined(List<String> parts, String separator, Rendering rendering) {
    Printer joined = new Printer(rendering);
    for (int i = 0; i < parts.size(); i++) {
      joined.append(i == 0 ? "" : separator);
      joined.append(parts.get(i));
    }
    return new Text(joined.text());
  }
}
