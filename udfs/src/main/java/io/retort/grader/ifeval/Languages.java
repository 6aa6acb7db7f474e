package io.retort.grader.ifeval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names the language of a text, out of the 55 that the langdetect library knows, by codes such as
 * "en" and "zh-cn".
 *
 * <p>The script of most letters decides among scripts; within one, the language whose frequent
 * words and special letters occur most. Meant for texts of a sentence or more.
 */
final class Languages {

  /** Scripts that stand for one language. */
  private static final Map<UnicodeScript, String> BY_SCRIPT =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(UnicodeScript.BENGALI, "bn"),
              Map.entry(UnicodeScript.GREEK, "el"),
              Map.entry(UnicodeScript.GUJARATI, "gu"),
              Map.entry(UnicodeScript.GURMUKHI, "pa"),
              Map.entry(UnicodeScript.HANGUL, "ko"),
              Map.entry(UnicodeScript.HEBREW, "he"),
              Map.entry(UnicodeScript.HIRAGANA, "ja"),
              Map.entry(UnicodeScript.KANNADA, "kn"),
              Map.entry(UnicodeScript.MALAYALAM, "ml"),
              Map.entry(UnicodeScript.TAMIL, "ta"),
              Map.entry(UnicodeScript.TELUGU, "te"),
              Map.entry(UnicodeScript.THAI, "th")));

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

  private Languages() {}

  /** Whether {@code text} is in this language; a text without letters is in every one. */
  static boolean isIn(String text, String code) {
    return of(text).map(code::equals).orElse(true);
  }

  /** The language's code; empty for a text without letters. */
  static Optional<String> of(String text) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> letters.merge(script(letter), 1, Integer::sum));
    // Japanese is mostly kana with Chinese characters between.
    if (letters.getOrDefault(UnicodeScript.HIRAGANA, 0) * 10
        > letters.getOrDefault(UnicodeScript.HAN, 0)) {
      letters.remove(UnicodeScript.HAN);
    }
    return letters.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> language(text, most.getKey()));
  }

  private static UnicodeScript script(int letter) {
    UnicodeScript script = UnicodeScript.of(letter);
    return script == UnicodeScript.KATAKANA ? UnicodeScript.HIRAGANA : script;
  }

  private static String language(String text, UnicodeScript script) {
    String only = BY_SCRIPT.get(script);
    if (only != null) {
      return only;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> words = NO_LETTERS.splitAsStream(lower).toList();
    return Profiles.ALL.stream()
        .filter(profile -> profile.script() == script)
        .max(Comparator.comparingDouble(profile -> profile.score(lower, words)))
        .filter(profile -> profile.score(lower, words) > 0)
        .map(LanguageProfile::code)
        .orElse(script == UnicodeScript.LATIN ? "en" : "unknown");
  }

  // Read once, when the first text is looked at.
  private static final class Profiles {
    static final List<LanguageProfile> ALL = read();

    private static List<LanguageProfile> read() {
      try (InputStream in =
              Objects.requireNonNull(
                  Languages.class.getResourceAsStream("languages.txt"),
                  "the jar must hold languages.txt");
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return lines
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(LanguageProfile::parse)
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException("languages.txt cannot be read", e);
      }
    }
  }
}
