package io.retort.grader.math;

/** A row reached its bound on work; becomes the outcome grader_timeout. */
public final class OutOfWorkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutOfWorkException(long limit) {
    super("not decided within " + limit + " steps", null, false, false);
  }
}
