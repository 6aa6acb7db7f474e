package io.retort.grader.extract;

import java.util.List;

/**
 * An answer found in a completion.
 *
 * @param text as the completion wrote it
 * @param source where it stood
 * @param sentence what to look for a shorter answer in, if the text reads as a sentence; empty if
 *     the text is the answer whatever it reads as
 */
public record Extracted(String text, Source source, String sentence) {

  Extracted(String text, Source source) {
    this(text, source, "");
  }

  /** An answer that was handed over as such. */
  public static Extracted bare(String answer) {
    return new Extracted(answer, Source.BARE);
  }

  /** Shorter readings of a sentence, likeliest first. */
  public List<String> parts() {
    return sentence.isEmpty() ? List.of() : Sentence.parts(sentence);
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
