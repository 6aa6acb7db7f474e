package io.retort.grader.math;

import io.retort.grader.math.Expr.Text;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
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
      String name = day.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
      Arrays.asList(3, 4, 5).forEach(length -> WEEKDAYS.put(name.substring(0, length), day));
      WEEKDAYS.put(name, day);
    }
  }

  private Dates() {}

  private static String name(Month month) {
    return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
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
    boolean isCapital = !name.isEmpty() && Character.isUpperCase(text.strip().charAt(0));
    boolean isName = isCapital || name.length() > 5;
    if (!isName || (!MONTHS.containsKey(name) && !WEEKDAYS.containsKey(name))) {
      return null;
    }
    Month month = MONTHS.get(name);
    return new Text(month == null ? String.valueOf(WEEKDAYS.get(name)) : String.valueOf(month));
  }

  private static @Nullable Text date(@Nullable Month month, String day, @Nullable String year) {
    int number = Integer.parseInt(day);
    boolean isDay = month != null && number >= 1 && number <= month.maxLength();
    return isDay ? new Text(month + " " + number + (year == null ? "" : " " + year)) : null;
  }
}
