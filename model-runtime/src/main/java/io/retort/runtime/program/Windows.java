package io.retort.runtime.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which spans of a pass attend together, in the numbers that windows.py takes.
 *
 * <p>Spans of prompts attend alone. Those of completions attend with all that have equally many
 * tokens, longest first: then the i-th blocks of a window are those of its first sequences.
 */
final class Windows {

  private final LongStream.Builder numbers = LongStream.builder();
  private final LongStream.Builder blocks = LongStream.builder();
  private final List<Span> order = new ArrayList<>();
  private final int[] lastRow;

  private Windows(int spans) {
    this.lastRow = new int[spans];
  }

  static Windows of(List<Span> spans, boolean isPrompt) {
    Windows windows = new Windows(spans.size());
    if (isPrompt) {
      for (int i = 0; i < spans.size(); i++) {
        windows.add(spans, List.of(i));
      }
      return windows;
    }
    Map<Integer, List<Integer>> byTokens = new TreeMap<>();
    for (int i = 0; i < spans.size(); i++) {
      byTokens.computeIfAbsent(spans.get(i).tokens(), none -> new ArrayList<>()).add(i);
    }
    for (List<Integer> alike : byTokens.values()) {
      alike.sort(Comparator.comparingInt(i -> -spans.get(i).visibleBlocks()));
      windows.add(spans, alike);
    }
    return windows;
  }

  private void add(List<Span> spans, List<Integer> members) {
    int row = order.stream().mapToInt(Span::tokens).sum();
    List<Span> mine = new ArrayList<>();
    for (int member : members) {
      mine.add(spans.get(member));
      row += spans.get(member).tokens();
      lastRow[member] = row - 1;
    }
    order.addAll(mine);
    int longest = mine.get(0).visibleBlocks();
    numbers.add(3 + 2L * longest);
    numbers.add(mine.size());
    numbers.add(mine.get(0).tokens());
    numbers.add(mine.stream().mapToInt(Span::start).min().orElseThrow() + 1L);
    for (int i = 0; i < longest; i++) {
      int block = i;
      int[] ids =
          mine.stream()
              .filter(span -> span.visibleBlocks() > block)
              .mapToInt(span -> span.block(block))
              .toArray();
      numbers.add(ids.length);
      numbers.add(areNeighbours(ids) ? ids[0] : -1);
      Arrays.stream(ids).forEach(blocks::add);
    }
  }

  private static boolean areNeighbours(int[] ids) {
    return IntStream.range(1, ids.length).allMatch(i -> ids[i] == ids[0] + i);
  }

  /** The spans in the order of their rows. */
  List<Span> order() {
    return order;
  }

  /** Of each window how many numbers follow, and those; see windows.py. */
  long[] numbers() {
    return numbers.build().toArray();
  }

  /** The ids of blocks, window by window: the first blocks of its spans, then the second... */
  long[] blocks() {
    return blocks.build().toArray();
  }

  /** The rows of a span's last tokens; spans count in the order they were given. */
  IntStream lastRows(int span, int count) {
    return IntStream.rangeClosed(lastRow[span] - count + 1, lastRow[span]);
  }
}
