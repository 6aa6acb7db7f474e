package io.retort.grader.text;

/** A text that may be looked at so many times, for algorithms that cannot be stopped otherwise. */
final class BoundedText implements CharSequence {

  private final String text;
  private long stepsLeft;

  BoundedText(String text, long steps) {
    this.text = text;
    this.stepsLeft = steps;
  }

  /** Thrown by {@link #charAt} when the steps are spent. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("the steps are spent", null, false, false);
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--stepsLeft < 0) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
