package io.retort.filter.reward;

import java.util.List;

/** {@code tag_count}: a quarter for each tag of the format that stands exactly once. */
public final class TagCountReward {

  private static final List<String> TAGS =
      List.of("<think>\n", "\n</think>\n", "\n<answer>\n", "\n</answer>");

  private TagCountReward() {}

  public static double of(String text) {
    return 0.25 * TAGS.stream().filter(tag -> standsOnce(text, tag)).count();
  }

  private static boolean standsOnce(String text, String tag) {
    int first = text.indexOf(tag);
    return first >= 0 && text.indexOf(tag, first + tag.length()) < 0;
  }
}
