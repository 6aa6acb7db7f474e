package io.retort.grader.ifeval;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The instructions about lengths. */
final class LengthChecks {

  private static final Pattern DIVIDER = Pattern.compile("\\s?\\*\\*\\*\\s?");
  private static final Pattern EMPTY_LINE = Pattern.compile("\n\n");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern PUNCTUATION = Pattern.compile("[.,?!'\"]");

  private LengthChecks() {}

  static Instruction words(Arguments arguments) {
    int wanted = arguments.count("num_words");
    Relation relation = arguments.relation("relation");
    return response -> relation.holds(Words.count(response), wanted);
  }

  static Instruction sentences(Arguments arguments) {
    int wanted = arguments.count("num_sentences");
    Relation relation = arguments.relation("relation");
    return response -> relation.holds(Sentences.count(response), wanted);
  }

  /** Exactly so many, parted by ***; the first and the last part may be blank, and do not count. */
  static Instruction paragraphs(Arguments arguments) {
    int wanted = arguments.count("num_paragraphs");
    return response -> {
      String[] parts = DIVIDER.split(response, -1);
      int blank = (int) Arrays.stream(parts).filter(Letters::isBlank).count();
      int blankEnds =
          (Letters.isBlank(parts[0]) ? 1 : 0)
              + (parts.length > 1 && Letters.isBlank(parts[parts.length - 1]) ? 1 : 0);
      return blank == blankEnds && parts.length - blank == wanted;
    };
  }

  /**
   * Exactly so many paragraphs, parted by empty lines, and a first word for the n-th of them. Blank
   * ones do not count, but the n-th is counted with them.
   */
  static Instruction firstWord(Arguments arguments) {
    int wanted = arguments.count("num_paragraphs");
    int nth = arguments.count("nth_paragraph");
    String word = arguments.text("first_word").toLowerCase(Locale.ROOT);
    if (nth < 1 || nth > wanted) {
      throw new IllegalArgumentException(
          arguments.instruction()
              + ": 'nth_paragraph' must be in 1.."
              + wanted
              + ", but was "
              + nth);
    }
    return response -> {
      String[] parts = EMPTY_LINE.split(response, -1);
      long count = Arrays.stream(parts).filter(part -> !Letters.isBlank(part)).count();
      return count == wanted && firstWord(parts[nth - 1]).equals(word);
    };
  }

  /** Lower case, quotes before it left out, up to a punctuation mark. */
  private static String firstWord(String paragraph) {
    String first = SPACES.split(Letters.strip(paragraph), 2)[0];
    int start = 0;
    while (start < first.length() && first.charAt(start) == '\'') {
      start++;
    }
    while (start < first.length() && first.charAt(start) == '"') {
      start++;
    }
    return PUNCTUATION.split(first.substring(start), 2)[0].toLowerCase(Locale.ROOT);
  }
}
