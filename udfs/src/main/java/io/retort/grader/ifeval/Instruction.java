package io.retort.grader.ifeval;

/** One verifiable instruction of a prompt, such as "no commas". Linear in the response's length. */
@FunctionalInterface
public interface Instruction {

  /** Whether {@code response}, which holds more than white space, does as it was told. */
  boolean isFollowedBy(String response);
}
