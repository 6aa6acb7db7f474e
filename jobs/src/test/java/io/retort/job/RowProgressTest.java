package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RowProgressTest {

  private final AtomicLong nanos = new AtomicLong();
  private final StringWriter err = new StringWriter();

  @Test
  void aLogGetsALineEvery30Seconds() {
    RowProgress progress = progress(false, 300);

    for (int i = 0; i < 61; i++) {
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      progress.add(20);
    }

    // after 30 rows of 300 in 30 s: 270 s are left
    assertThat(err)
        .hasToString(
            """
            30 of 300 rows (10 %)  20 tokens/s  4:30 min left
            60 of 300 rows (20 %)  20 tokens/s  4:00 min left
            """);
    assertThat(progress.end()).isEqualTo("61 rows, 1,220 tokens, 20 tokens/s");
  }

  @Test
  void aTerminalGetsOneLineThatIsRefreshedAndCleared() {
    RowProgress progress = progress(true, 2);

    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
    progress.add(1);
    String unused = progress.end();

    assertThat(err)
        .hasToString("\r\u001b[K1 of 2 rows (50 %)  2 tokens/s  0:01 min left\r\u001b[K");
    assertThat(unused).startsWith("1 rows, 1 tokens");
  }

  private RowProgress progress(boolean terminal, int total) {
    return new RowProgress(new PrintWriter(err, true), terminal, total, nanos::get);
  }
}
