package io.retort.runtime.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The text of tokens as they come, decoding only the newest of them each time.
 *
 * <p>What a token adds depends on the tokens before it (a leading space, a character in several
 * tokens), so it is decoded after some that are already known and their text is taken off.
 */
public final class GrowingText {

  // What the decoder gives for bytes that are no whole character, or not yet.
  private static final char INCOMPLETE = '\ufffd';
  // Bytes of the longest character: so many tokens may have to wait for it.
  private static final int LONGEST_CHARACTER = 4;

  private final Function<List<Integer>, String> decoder;
  private final List<Integer> context = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int lastAdded;

  /**
   * @param decoder the text of some tokens
   */
  public GrowingText(Function<List<Integer>, String> decoder) {
    this.decoder = decoder;
  }

  /** Adds a token; returns what is whole now and was not before, perhaps nothing. */
  public String add(int token) {
    open.add(token);
    String added = added();
    boolean isOpen = !added.isEmpty() && added.charAt(added.length() - 1) == INCOMPLETE;
    return isOpen && open.size() < LONGEST_CHARACTER ? "" : settle(added);
  }

  /** What is left when no more tokens come. */
  public String end() {
    return settle(added());
  }

  /** What the newest token added, after so many of the characters before it. */
  public String tail(int length) {
    return text.substring(Math.max(0, text.length() - length - lastAdded)) + added();
  }

  private String added() {
    if (open.isEmpty()) {
      return "";
    }
    List<Integer> all = new ArrayList<>(context);
    all.addAll(open);
    String before = decoder.apply(context);
    String with = decoder.apply(all);
    return with.substring(Math.min(before.length(), with.length()));
  }

  private String settle(String added) {
    text.append(added);
    lastAdded = added.length();
    context.clear();
    context.addAll(open);
    open.clear();
    return added;
  }
}
