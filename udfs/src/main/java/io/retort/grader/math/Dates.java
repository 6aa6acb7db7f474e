package io.retort.grader.math;

import io.retort.grader.math.Expr.Text;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days of the year and of the week in English: January 5th, 5 Jan 2020, 2020-01-05, Mon. */
final class Dates {

  private static final Pattern DAY_LAST =
      Pattern.compile("([a-z]+)\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)\\.?(?:,? (\\d{4}))?");
  private static final int MAX_CHARS = 30;

  private static final Pattern PREPOSITION = Pattern.compile("^(?:(?:on|in|the) ){1,2}");
  private static final Pattern ISO = Pattern.compile("(\\d{4})-(0[1-9]|1[0-2])-([0-3]\\d)");

  /** By name and abbreviation, in small letters. */
  private static final Map<String, Month> MONTHS = new HashMap<>();

  private static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();

  static {
    for (Month month : Month.values()) {
      MONTHS.put(name(month), month);
      MONTHS.put(name(month).substring(0, 3), month);
    }
    MONTHS.put("sept", Month.SEPTEMBER);
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = name(day);
      Arrays.asList(3, 4, 5).forEach(length -> WEEKDAYS.put(name.substring(0, length), day));
      WEEKDAYS.put(name, day);
    }
  }

  private Dates() {}

  private static String name(Enum<?> monthOrDay) {
    return monthOrDay.name().toLowerCase(Locale.ROOT);
  }

  /** Reads a whole text; null if it is no date. A lone abbreviation needs its capital. */
  static @Nullable Text read(String text) {
    if (text.length() > MAX_CHARS) {
      return null;
    }
    String words = PREPOSITION.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    Matcher iso = ISO.matcher(words);
    if (iso.matches()) {
      return date(Month.of(Integer.parseInt(iso.group(2))), iso.group(3), iso.group(1));
    }
    Matcher last = DAY_LAST.matcher(words);
    if (last.matches() && MONTHS.containsKey(last.group(1))) {
      return date(MONTHS.get(last.group(1)), last.group(2), last.group(3));
    }
    Matcher first = DAY_FIRST.matcher(words);
    if (first.matches() && MONTHS.containsKey(first.group(2))) {
      return date(MONTHS.get(first.group(2)), first.group(1), first.group(3));
    }
    String name = words.replace(".", "");
    Enum<?> named = MONTHS.containsKey(name) ? MONTHS.get(name) : WEEKDAYS.get(name);
    if (named == null) {
      return null;
    }
    boolean isName = name(named).equals(name) || Character.isUpperCase(text.strip().charAt(0));
    return isName ? new Text(name(named)) : null;
  }

  private static @Nullable Text date(@Nullable Month month, String day, @Nullable String year) {
    int number = Integer.parseInt(day);
    if (month == null || number < 1 || number > month.maxLength()) {
      return null;
    }
    return new Text(name(month) + " " + number + (year == null ? "" : " " + year));
  }
}
