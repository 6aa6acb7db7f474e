package io.retort.runtime.batching;

import io.retort.runtime.SamplingParams;
import java.util.List;

/**
 * The texts that end a completion, and where they do: anywhere, or only where no reasoning is open.
 * Reasoning opens with {@code <think>}, which may be the end of the prompt, and closes with {@code
 * </think>}.
 */
final class StopStrings {

  static final String OPEN = "<think>";
  static final String CLOSE = "</think>";

  private final List<String> strings;
  private final boolean stopsReasoning;
  private final boolean opensAtOnce;
  private boolean isOpen;

  /**
   * @param prompt the end of the text before the completion
   */
  StopStrings(SamplingParams sampling, String prompt) {
    this.strings = sampling.stopStrings();
    this.stopsReasoning = sampling.stopsReasoning();
    this.opensAtOnce = prompt.stripTrailing().endsWith(OPEN);
    this.isOpen = opensAtOnce;
  }

  boolean isNone() {
    return strings.isEmpty();
  }

  /** So many characters before the newest token {@link #endIn} needs to see. */
  int longest() {
    int longest = strings.stream().mapToInt(String::length).max().orElse(0);
    return stopsReasoning ? longest : Math.max(CLOSE.length(), longest);
  }

  /**
   * Whether a completion ends with its newest token. To be asked after every token.
   *
   * @param tail what the token added, after {@link #longest} characters before it
   */
  boolean endIn(String tail) {
    if (stopsReasoning) {
      return first(tail) >= 0;
    }
    int close = tail.lastIndexOf(CLOSE);
    isOpen = isOpen && close < 0;
    if (isOpen) {
      return false;
    }
    String answer = close < 0 ? tail : tail.substring(close + CLOSE.length());
    int open = answer.indexOf(OPEN);
    isOpen = open >= 0;
    return first(open < 0 ? answer : answer.substring(0, open)) >= 0;
  }

  /** Where the first stop string that counts begins in a whole completion; -1 if there is none. */
  int in(String text) {
    if (stopsReasoning) {
      return first(text);
    }
    int start = 0;
    boolean opens = opensAtOnce;
    while (true) {
      int close = opens ? text.indexOf(CLOSE, start) : start;
      if (close < 0) {
        return -1;
      }
      start = opens ? close + CLOSE.length() : close;
      int open = text.indexOf(OPEN, start);
      int stop = first(open < 0 ? text.substring(start) : text.substring(start, open));
      if (stop >= 0) {
        return start + stop;
      }
      if (open < 0) {
        return -1;
      }
      start = open;
      opens = true;
    }
  }

  private int first(String text) {
    return strings.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(-1);
  }
}
