package io.retort.runtime.program;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

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
 * <p>Spans of prompts attend alone, and all of them are one part of the pass. Those of completions
 * attend with all of their part that have equally many tokens, longest first: then the i-th blocks
 * of a window are those of its first sequences.
 */
final class Windows {

  private final LongStream.Builder numbers = LongStream.builder();
  private final LongStream.Builder blocks = LongStream.builder();
  private final List<Span> order = new ArrayList<>();
  private final int[] lastRow;
  private int parts = 1;

  private Windows(int spans) {
    this.lastRow = new int[spans];
  }

  /**
   * Arranges spans.
   *
   * @param parts most parts of a pass of completions
   */
  static Windows of(List<Span> spans, boolean isPrompt, int parts) {
    Windows windows = new Windows(spans.size());
    if (isPrompt) {
      windows.numbers.add(spans.size());
      for (int i = 0; i < spans.size(); i++) {
        windows.add(spans, List.of(i));
      }
      return windows;
    }
    List<List<Integer>> shares = shares(spans, parts);
    windows.parts = shares.size();
    for (List<Integer> share : shares) {
      Map<Integer, List<Integer>> byTokens =
          share.stream()
              .collect(groupingBy(span -> spans.get(span).tokens(), TreeMap::new, toList()));
      windows.numbers.add(byTokens.size());
      byTokens.values().forEach(alike -> windows.add(spans, alike));
    }
    return windows;
  }

  /**
   * Cuts spans into at most so many parts, alike in work. Neighbours in order stay together, since
   * the blocks of those that began together are often neighbours too, which saves a copy.
   */
  private static List<List<Integer>> shares(List<Span> spans, int parts) {
    List<Integer> order =
        IntStream.range(0, spans.size())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(i -> spans.get(i).tokens())
                    .thenComparingInt(i -> -spans.get(i).visibleBlocks()))
            .toList();
    long work = spans.stream().mapToLong(Windows::work).sum();
    List<List<Integer>> shares = new ArrayList<>();
    long done = 0;
    for (int span : order) {
      if (done * parts >= work * shares.size()) {
        shares.add(new ArrayList<>());
      }
      shares.get(shares.size() - 1).add(span);
      done += work(spans.get(span));
    }
    return shares;
  }

  /** A token's products with weights take as long as its attention to some ten blocks. */
  private static long work(Span span) {
    return span.tokens() * (10L + span.visibleBlocks());
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

  /** Into how many parts the pass is cut. */
  int parts() {
    return parts;
  }

  /** The spans in the order of their rows. */
  List<Span> order() {
    return order;
  }

  /** Of each part how many windows it has, and their numbers; see windows.py. */
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
