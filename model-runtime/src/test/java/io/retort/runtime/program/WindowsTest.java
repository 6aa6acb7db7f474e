package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void aPassOfPromptsIsOnePartWithAWindowForEach() {
    List<Span> spans = List.of(Span.of(new int[3], 64, 5, 0), Span.of(new int[2], 0, 9, 0));

    Windows windows = Windows.of(spans, true, 4);

    assertThat(windows.parts()).isEqualTo(1);
    assertThat(windows.order()).isEqualTo(spans);
    // Two windows; of each how many numbers follow, its sequences, tokens and first end; then of
    // each block how many sequences have it, and where they lie.
    assertThat(windows.numbers()).containsExactly(2, 7, 1, 3, 65, 1, 5, 1, 6, 5, 1, 2, 1, 1, 9);
    assertThat(windows.blocks()).containsExactly(5, 6, 9);
  }

  @Test
  void completionsThatRunEquallyManyTokensShareAWindowLongestFirst() {
    List<Span> spans =
        List.of(
            Span.of(new int[1], 10, 3, 1),
            Span.of(new int[2], 10, 7, 1),
            Span.of(new int[1], 70, 4, 1));

    Windows windows = Windows.of(spans, false, 1);

    assertThat(windows.parts()).isEqualTo(1);
    assertThat(windows.order()).containsExactly(spans.get(2), spans.get(0), spans.get(1));
    assertThat(windows.numbers()).containsExactly(2, 7, 2, 1, 11, 2, -1, 1, 5, 5, 1, 2, 11, 1, 7);
    assertThat(windows.blocks()).containsExactly(4, 3, 5, 7);
    assertThat(windows.lastRows(1, 2)).containsExactly(2, 3);
    assertThat(windows.lastRows(2, 1)).containsExactly(0);
  }

  @Test
  void partsAreAlikeInWork() {
    // One with 30 blocks does as much as three and a half with one.
    List<Span> spans =
        IntStream.range(0, 8)
            .mapToObj(i -> Span.of(new int[1], i == 5 ? 64 * 30 - 1 : 0, 100 * i, 1))
            .toList();

    Windows windows = Windows.of(spans, false, 2);

    assertThat(windows.parts()).isEqualTo(2);
    assertThat(windows.order().get(0)).isSameAs(spans.get(5));
    long[] numbers = windows.numbers();
    assertThat(numbers[0]).isEqualTo(1);
    assertThat(numbers[2]).as("sequences of the first part").isEqualTo(3);
    int second = (int) numbers[1] + 2;
    assertThat(numbers[second]).isEqualTo(1);
    assertThat(numbers[second + 2]).as("of the second").isEqualTo(5);
  }

  @Test
  void thereAreNoMorePartsThanSpans() {
    Windows windows = Windows.of(List.of(Span.of(new int[1], 5, 0, 1)), false, 3);

    assertThat(windows.parts()).isEqualTo(1);
    assertThat(windows.numbers()).containsExactly(1, 5, 1, 1, 6, 1, 0);
  }
}
