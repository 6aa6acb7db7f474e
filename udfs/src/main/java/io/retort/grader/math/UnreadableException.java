package io.retort.grader.math;

/** A text is not the mathematics it was tried as; the reader then takes it as words. */
final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableException(String reason) {
    super(reason, null, false, false);
  }
}
