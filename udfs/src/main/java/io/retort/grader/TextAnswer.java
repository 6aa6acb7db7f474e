package io.retort.grader;

/** An answer that is no number, compared character by character. */
record TextAnswer(String text) implements Answer {

  /** With spaces after commas, so that a list such as "1, 072" is not read as a number again. */
  @Override
  public String canonical() {
    return text.replace(",", ", ");
  }

  @Override
  public String shown() {
    return text;
  }

  @Override
  public boolean isSameAs(Answer other) {
    return text.equals(other.text());
  }
}
