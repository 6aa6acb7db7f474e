package io.retort.grader;

import java.util.Optional;

/** An answer or a target as it was understood: a number if it can be read as one, else text. */
sealed interface Answer permits NumericAnswer, TextAnswer {

  /** The plain text that was read, with a list written "1,2" whether or not spaces stood in it. */
  String text();

  /** One spelling for all answers of equal value. */
  String canonical();

  /** The value as an explanation shows it. */
  String shown();

  /** Whether a person would take both as the same answer; symmetric. */
  boolean isSameAs(Answer other);

  /** Reads LaTeX or plain text; every string is an answer. */
  static Answer read(String latex) {
    String plain = LatexText.plain(latex);
    String text = plain.replace(" ,", ",").replace(", ", ",");
    Optional<Answer> number = NumericAnswer.read(plain, text);
    return number.orElseGet(() -> new TextAnswer(text));
  }
}
