package io.retort.runtime.tokenizer.template;

import java.time.Clock;

/**
 * One run of a template: where it is, and how much more it may do.
 *
 * <p>The bounds leave room for any prompt and end a hostile template within a second or so: a
 * conversation of a million tokens has some 4 million characters, and copying it ten times costs
 * half of the steps.
 */
final class Rendering {

  static final long MAX_STEPS = 5_000_000;
  static final int MAX_TEXT_LENGTH = 1 << 24;
  static final int MAX_LIST_SIZE = 1_000_000;
  static final int MAX_CALL_DEPTH = 100;

  /** What a turn of a loop costs besides its body: a scope and its variables. */
  static final int STEPS_PER_TURN = 4;

  // Copying a character, and even more so comparing one, costs far less than an expression.
  private static final int CHARACTERS_PER_STEP = 16;
  private static final int COMPARISONS_PER_STEP = 1024;

  private final Clock clock;
  private long steps;
  private int callDepth;
  private int line = 1;

  Rendering(Clock clock) {
    this.clock = clock;
  }

  Clock clock() {
    return clock;
  }

  /** The line of the statement that runs, for error messages. */
  int line() {
    return line;
  }

  void moveTo(int newLine) {
    line = newLine;
  }

  /** Accounts for work, in expressions evaluated or values visited. */
  void spend(long newSteps) {
    steps += newSteps;
    if (steps > MAX_STEPS) {
      throw new IllegalArgumentException(
          "a template must end within " + MAX_STEPS + " steps, but has not; it may loop endlessly");
    }
  }

  /** Accounts for a text, or a piece of one, before it is built. */
  void spendOnText(long length) {
    checkTextLength(length);
    spend(1 + length / CHARACTERS_PER_STEP);
  }

  /** Refuses a text that is too long. */
  void checkTextLength(long length) {
    if (length > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "a text must have at most " + MAX_TEXT_LENGTH + " characters, but would have " + length);
    }
  }

  /** Accounts for looking for a text in another: at worst each place is compared to its end. */
  void spendOnSearch(String text, String part) {
    spendOnText(text.length());
    spend((long) text.length() * part.length() / COMPARISONS_PER_STEP);
  }

  /** Accounts for a list before it is built. */
  void spendOnList(long size) {
    checkListSize(size);
    spend(size);
  }

  /** Refuses a list that is too long. */
  static void checkListSize(long size) {
    if (size > MAX_LIST_SIZE) {
      throw new IllegalArgumentException(
          "a list must have at most " + MAX_LIST_SIZE + " elements, but would have " + size);
    }
  }

  void enterCall(String name) {
    if (++callDepth > MAX_CALL_DEPTH) {
      throw new IllegalArgumentException(
          "macros must call each other at most "
              + MAX_CALL_DEPTH
              + " deep, but '"
              + name
              + "' was called deeper; it may call itself endlessly");
    }
  }

  void leaveCall() {
    callDepth--;
  }
}
