package io.retort.grader.math;

import io.retort.grader.math.Expr.Num;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in English words, up to the trillions, and words that complete a number in digits. */
final class NumberWords {

  private static final Map<String, Integer> ZEROS =
      Map.of("hundred", 2, "thousand", 3, "million", 6, "billion", 9, "trillion", 12);

  private static final Map<String, Integer> ORDINALS =
      Map.ofEntries(
          Map.entry("first", 1),
          Map.entry("second", 2),
          Map.entry("third", 3),
          Map.entry("fourth", 4),
          Map.entry("fifth", 5),
          Map.entry("sixth", 6),
          Map.entry("seventh", 7),
          Map.entry("eighth", 8),
          Map.entry("ninth", 9),
          Map.entry("tenth", 10),
          Map.entry("eleventh", 11),
          Map.entry("twelfth", 12));

  private static final Map<String, Integer> PARTS = parts();

  /** 1 in 4, three out of eight. */
  private static final Pattern SHARE = Pattern.compile("(\\w+) (?:in|out of) (\\w+)");

  private NumberWords() {}

  /** A third to a tenth are called as what comes third to tenth. */
  private static Map<String, Integer> parts() {
    Map<String, Integer> parts =
        new HashMap<>(
            Map.of("half", 2, "halve", 2, "quarter", 4, "hundredth", 100, "thousandth", 1_000));
    ORDINALS.forEach(
        (word, number) -> {
          if (number >= 3 && number <= 10) {
            parts.put(word, number);
          }
        });
    return parts;
  }

  /** How many zeros a word adds to the number before it: 6 for million; 0 if it adds none. */
  static int zeros(String word) {
    return ZEROS.getOrDefault(word.toLowerCase(Locale.ROOT), 0);
  }

  /** Whether these are the letters of 1st, 2nd, 3rd or 4th behind these digits. */
  static boolean isOrdinalEnding(String letters, String digits) {
    if (!digits.chars().allMatch(Character::isDigit)) {
      return false;
    }
    boolean isTeen = digits.length() > 1 && digits.charAt(digits.length() - 2) == '1';
    String ending =
        switch (isTeen ? '0' : digits.charAt(digits.length() - 1)) {
          case '1' -> "st";
          case '2' -> "nd";
          case '3' -> "rd";
          default -> "th";
        };
    return letters.equals(ending);
  }

  /**
   * Reads "three hundred and five", "minus two", "three quarters", "three and a half", "two dozen",
   * "one point five", "1 in 4", "third"; null if any word is no number. Articles are left out but
   * for one at the start, which makes a part of "a third".
   */
  static @Nullable Num read(String words) {
    if (isDigits(words)) {
      return null; // what stood around them may be more than dress
    }
    String first = words.substring(0, Math.max(0, words.indexOf(' ')));
    String rest = words.substring(first.isEmpty() ? 0 : first.length() + 1);
    if (first.equals("minus") || first.equals("negative")) {
      Num value = isDigits(rest) ? whole(rest) : read(rest);
      return value == null ? null : new Num(value.value().negate());
    }
    Matcher share = SHARE.matcher(words);
    if (share.matches()) {
      Num over = whole(share.group(1));
      Num under = whole(share.group(2));
      return over == null || under == null || under.value().isZero() ? null : quotient(over, under);
    }
    int and = words.lastIndexOf(" and ");
    Num part = and < 0 ? null : part(words.substring(and + 5));
    if (part != null) {
      Num whole = whole(words.substring(0, and));
      return whole == null ? null : new Num(whole.value().plus(part.value()));
    }
    part = PARTS.containsKey(words) && !words.equals("half") ? null : part(words);
    return part != null ? part : wholeOrDecimal(first.equals("a") ? rest : words);
  }

  private static boolean isDigits(String word) {
    return !word.isEmpty()
        && word.length() < 10
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Num quotient(Num over, Num under) {
    return new Num(over.value().dividedBy(under.value()));
  }

  /** Half, a third, two thirds, three-quarters; half a dozen; null for anything else. */
  private static @Nullable Num part(String words) {
    String last = words.substring(words.lastIndexOf(' ') + 1);
    String singular = last.endsWith("s") ? last.substring(0, last.length() - 1) : last;
    if (words.equals("half dozen")) {
      return Expr.num(6);
    }
    if (!PARTS.containsKey(singular)) {
      return null;
    }
    String before = words.substring(0, words.length() - last.length()).strip();
    Num over = before.isEmpty() || before.equals("a") ? Expr.num(1) : whole(before);
    return over == null ? null : quotient(over, Expr.num(PARTS.getOrDefault(singular, 1)));
  }

  /** Digits one by one behind a "point". */
  private static @Nullable Num wholeOrDecimal(String words) {
    int point = words.indexOf(" point ");
    if (point < 0) {
      Num ordinal = ordinal(words);
      return ordinal != null ? ordinal : whole(words);
    }
    Num whole = whole(words.substring(0, point));
    Rational value = whole == null ? Rational.ZERO : whole.value();
    Rational place = Rational.ONE;
    for (String digit : List.of(words.substring(point + 7).split(" ", 20))) {
      long decimal = Vocabulary.numberWord(digit);
      if (whole == null || decimal < 0 || decimal > 9) {
        return null;
      }
      place = place.dividedBy(Rational.of(10, 1));
      value = value.plus(place.times(Rational.of(decimal, 1)));
    }
    return new Num(value);
  }

  /** First, third, twenty first: the last word may be an ordinal. */
  private static @Nullable Num ordinal(String words) {
    int last = words.lastIndexOf(' ') + 1;
    int value = ORDINALS.getOrDefault(words.substring(last), 0);
    if (value == 0 || last == 0) {
      return value == 0 ? null : Expr.num(value);
    }
    Num tens = whole(words.substring(0, last - 1));
    if (tens == null || value >= 10 || tens.value().compareTo(Rational.of(20, 1)) < 0) {
      return null;
    }
    return new Num(tens.value().plus(Rational.of(value, 1)));
  }

  private static @Nullable Num whole(String words) {
    if (isDigits(words)) {
      return Expr.num(Long.parseLong(words));
    }
    long total = 0;
    long group = 0;
    boolean isNumber = false;
    for (String word : List.of(words.split(" ", 20))) {
      boolean isDigits = isDigits(word) && !isNumber && words.endsWith(" dozen");
      long value = isDigits ? Long.parseLong(word) : Vocabulary.numberWord(word);
      if (value < 0) {
        if (isNumber && word.equals("and") && group % 100 == 0) {
          continue;
        }
        return null;
      }
      isNumber = true;
      if (word.equals("dozen")) {
        group = Math.max(group, 1) * 12;
      } else if (value == 100 && !isDigits) {
        group = Math.max(group, 1) * 100;
      } else if (value >= 1_000 && !isDigits) {
        total += Math.max(group, 1) * value;
        group = 0;
      } else {
        group += value;
      }
    }
    return isNumber ? Expr.num(total + group) : null;
  }
}
