package io.retort.grader.extract;

import java.util.List;

/**
 * An answer found in a completion.
 *
 * @param text as the completion wrote it
 * @param source where it stood
 * @param parts shorter readings to try if the text is a whole sentence, likeliest first
 */
public record Extracted(String text, Source source, List<String> parts) {

  public Extracted {
    parts = List.copyOf(parts);
  }

  Extracted(String text, Source source) {
    this(text, source, List.of());
  }

  /** Where an answer stood. */
  public enum Source {
    BOXED("boxed"),
    ANSWER_TAG("answer_tag"),
    FINAL_ANSWER("final_answer"),
    HASH("hash"),
    WHOLE_TEXT("whole_text"),
    LAST_FORMULA("last_formula"),
    LAST_NUMBER("last_number"),
    OPTION("option"),
    BARE("bare");

    private final String word;

    Source(String word) {
      this.word = word;
    }

    /** The word stored with a verdict; renaming a constant cannot change it. */
    public String word() {
      return word;
    }
  }
}
