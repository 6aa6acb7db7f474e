package io.retort.grader.math;

/**
 * A piece of an answer.
 *
 * @param text digits with a decimal point at most; letters; the name of a command; one sign; words
 * @param isSpaced whether white space stands before it
 */
record Token(Kind kind, String text, boolean isSpaced) {

  enum Kind {
    /** Digits, without separators. */
    NUMBER,
    /** A run of ASCII letters: a name, a product of names, or a word. */
    WORD,
    /** A command that stands for itself, such as frac. */
    COMMAND,
    /** An operator, a bracket or a separator; see {@link Signs}. */
    SIGN,
    /** What a text command holds. */
    TEXT,
    END
  }

  boolean is(Kind wanted, String value) {
    return kind == wanted && text.equals(value);
  }

  boolean isSign(String sign) {
    return is(Kind.SIGN, sign);
  }
}
