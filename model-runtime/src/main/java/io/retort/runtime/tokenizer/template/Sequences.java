package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What texts and lists have in common: joining, repeating, cutting. */
final class Sequences {

  private Sequences() {}

  /** Both as they are, or if one is markup, the other one escaped. */
  static Text join(Text left, Text right, Rendering rendering) {
    boolean isMarkup = left.isMarkup() || right.isMarkup();
    String first = isMarkup ? left.escaped(rendering).text() : left.text();
    String second = isMarkup ? right.escaped(rendering).text() : right.text();
    rendering.spendOnText((long) first.length() + second.length());
    return new Text(first + second, isMarkup);
  }

  static Items join(Items left, Items right, Rendering rendering) {
    rendering.spendOnList((long) left.values().size() + right.values().size());
    List<Value> joined = new ArrayList<>(left.values());
    joined.addAll(right.values());
    return new Items(joined, left.isTuple());
  }

  /** A sequence {@code times} times over; not once if that is negative. */
  static Value repeat(Value sequence, long times, Rendering rendering) {
    int count = (int) Math.min(Math.max(times, 0), Integer.MAX_VALUE);
    if (sequence instanceof Text text) {
      rendering.spendOnText((long) text.text().length() * count);
      return new Text(text.text().repeat(count), text.isMarkup());
    }
    if (sequence instanceof Items items) {
      rendering.spendOnList((long) items.values().size() * count);
      List<Value> repeated = new ArrayList<>();
      Collections.nCopies(count, items.values()).forEach(repeated::addAll);
      return new Items(repeated, items.isTuple());
    }
    throw new IllegalArgumentException(
        "only a str or list can be repeated by '*', but it was " + sequence.type());
  }

  /** {@code sequence[start:stop:step]} as in Python, where -1 is the last place. */
  static Value slice(
      Value sequence,
      Optional<Value> start,
      Optional<Value> stop,
      Optional<Value> step,
      Rendering rendering) {
    if (!(sequence instanceof Text || sequence instanceof Items)) {
      throw new IllegalArgumentException(
          "only a str or list can be sliced, but it was " + sequence.type());
    }
    int[] points = sequence instanceof Text text ? text.text().codePoints().toArray() : new int[0];
    int length = sequence instanceof Items items ? items.values().size() : points.length;
    rendering.spend(length);
    IntStream places = places(length, bound(start), bound(stop), bound(step).orElse(1L));
    if (sequence instanceof Items items) {
      return new Items(places.mapToObj(items.values()::get).toList(), items.isTuple());
    }
    int[] cut = places.map(place -> points[place]).toArray();
    boolean isMarkup = sequence instanceof Text text && text.isMarkup();
    return new Text(new String(cut, 0, cut.length), isMarkup);
  }

  private static IntStream places(
      int length, Optional<Long> start, Optional<Long> stop, long step) {
    if (step == 0) {
      throw new IllegalArgumentException("the step of a slice must not be 0, but was");
    }
    // The places a slice can begin or end at; going down, it can end before the first element.
    long lowest = step > 0 ? 0 : -1;
    long highest = step > 0 ? length : length - 1;
    long from =
        start.map(at -> place(at, length, lowest, highest)).orElse(step > 0 ? lowest : highest);
    long to =
        stop.map(at -> place(at, length, lowest, highest)).orElse(step > 0 ? highest : lowest);
    // A longer step than the sequence leaves no second place.
    long by = Math.max(Math.min(step, length + 1L), -length - 1L);
    return LongStream.iterate(from, at -> step > 0 ? at < to : at > to, at -> at + by)
        .mapToInt(Math::toIntExact);
  }

  private static Optional<Long> bound(Optional<Value> value) {
    return value.flatMap(
        bound -> {
          if (bound instanceof None) {
            return Optional.empty();
          }
          if (bound instanceof Numeric number && number.isInteger()) {
            return Optional.of(number.toLong());
          }
          throw new IllegalArgumentException(
              "the bounds of a slice must be integers or None, but one was " + bound.type());
        });
  }

  private static long place(long at, int length, long lowest, long highest) {
    return Math.min(Math.max(at < 0 ? at + length : at, lowest), highest);
  }
}
