package io.retort.grader.math;

/** A value does not exist, or cannot be bounded, at the point where it was asked for. */
final class UndefinedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UndefinedException(String reason) {
    super(reason, null, false, false);
  }
}
