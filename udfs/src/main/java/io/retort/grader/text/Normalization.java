package io.retort.grader.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is left out of an answer before it is compared. */
enum Normalization {
  /** White space at the ends only. */
  STRICT {
    @Override
    List<String> tokens(String text) {
      String stripped = text.strip();
      return stripped.isEmpty() ? List.of() : WHITE_SPACE.splitAsStream(stripped).toList();
    }

    @Override
    String text(String text) {
      return text.strip();
    }
  },

  /**
   * Lower case, no ASCII punctuation, no articles ({@code normalize_answer} of SQuAD's evaluation
   * script, Rajpurkar et al. 2016).
   */
  SQUAD {
    @Override
    List<String> tokens(String text) {
      return words(withoutPunctuation(text.toLowerCase(Locale.ROOT)));
    }
  },

  /**
   * The same word by word, parted by spaces and hyphens, with numbers by value: "3", "3.0" and "$3"
   * are equal ({@code _normalize_answer} of DROP's {@code drop_eval.py}, Dua et al. 2019). An
   * answer may have several spans, in a JSON array.
   */
  DROP {
    @Override
    List<String> tokens(String text) {
      return SPACE_OR_HYPHEN
          .splitAsStream(text.toLowerCase(Locale.ROOT))
          .map(token -> number(isNumber(token) ? token : withoutPunctuation(token)))
          .flatMap(token -> words(token).stream())
          .toList();
    }

    @Override
    List<String> spans(String text) {
      return Spans.of(text);
    }
  };

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final Pattern SPACE_OR_HYPHEN = Pattern.compile("[ -]");
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d{1,300}(?:\\.\\d{0,300})?|\\.\\d{1,300})(?:e[+-]?\\d{1,3})?");

  /** The words that are left. */
  abstract List<String> tokens(String text);

  /** The parts that an answer has, at least one. */
  List<String> spans(String text) {
    return List.of(text);
  }

  /** The text that is left, for comparing as a whole. */
  String text(String text) {
    return tokens(text).stream().collect(Collectors.joining(" "));
  }

  /** Whether a normalised token is a number. */
  static boolean isNumber(String token) {
    return NUMBER.matcher(token).matches();
  }

  private static String number(String token) {
    return isNumber(token) ? String.valueOf(Double.parseDouble(token)) : token;
  }

  private static String withoutPunctuation(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (PUNCTUATION.indexOf(text.charAt(i)) < 0) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }

  /** Runs between white space that are no articles. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isSpace(text.charAt(i))) {
        String word = text.substring(start, i);
        if (!word.isEmpty() && !ARTICLES.contains(word)) {
          words.add(word);
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
