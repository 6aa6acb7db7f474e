package io.retort.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BusyTimeTest {

  @Test
  void spansSideBySideCountOnce() {
    BusyTime busy = new BusyTime();
    busy.add(0, 10);
    busy.add(5, 12);
    busy.add(3, 4);
    busy.add(20, 25);
    busy.add(12, 13); // touches the first
    busy.add(9, 9);

    assertThat(busy.millis()).isEqualTo(13 + 5);
  }

  @Test
  void agreesWithCountingEveryMillisecondInAnyOrder() {
    Random random = new Random(20260101);
    for (int trial = 0; trial < 200; trial++) {
      boolean[] isBusy = new boolean[1000];
      BusyTime first = new BusyTime();
      BusyTime second = new BusyTime();
      for (int i = 0; i < 40; i++) {
        int start = random.nextInt(900);
        int end = start + random.nextInt(60);
        (i % 2 == 0 ? first : second).add(start, end);
        for (int t = start; t < end; t++) {
          isBusy[t] = true;
        }
      }
      int expected = 0;
      for (boolean busy : isBusy) {
        expected += busy ? 1 : 0;
      }

      first.addAll(second);

      assertThat(first.millis()).as("trial %d", trial).isEqualTo(expected);
    }
  }
}
