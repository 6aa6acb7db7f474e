package io.retort.job.config;

import java.util.List;

/**
 * What the user gave cannot be run. Thrown before a model is loaded, with every problem that was
 * found; commands turn it into exit code 2 and print it without a stack trace.
 */
public final class InvalidInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problems one line each, at least one
   */
  public InvalidInputException(List<String> problems) {
    super(String.join("\n", problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems must not be empty");
    }
  }

  /** The same of an exception that says what is wrong. */
  public static InvalidInputException of(IllegalArgumentException cause) {
    return new InvalidInputException(List.of(String.valueOf(cause.getMessage())));
  }

  /** One line for each problem. */
  public List<String> problems() {
    return String.valueOf(getMessage()).lines().toList();
  }
}
