package io.retort.job.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # before | made | tokens | total | seconds | line
          0    | 0   | 0      | 2000 | 5   | 0 of 2,000 completions (0 %)  0 tokens/s
          0    | 500 | 36000  | 2000 | 30  | 500 of 2,000 completions (25 %)  1,200 tokens/s  1:30 min left
          # 1,000 were there: 500 in 30 s, so the other 500 take 30 s more
          1000 | 500 | 36000  | 2000 | 30  | 1,500 of 2,000 completions (75 %)  1,200 tokens/s  0:30 min left
          0    | 10  | 100000 | 2000 | 100 | 10 of 2,000 completions (0 %)  1,000 tokens/s  5:31 h left
          0    | 5   | 10     | 5    | 0   | 5 of 5 completions (100 %)  10,000 tokens/s  0:00 min left
          """)
  void saysWhatIsDoneAndWhatIsLeft(
      long before, long made, long tokens, long total, long seconds, String line) {
    ProgressCount count = new ProgressCount(made, tokens);

    assertThat(ProgressLine.of(before, count, total, Duration.ofSeconds(seconds))).isEqualTo(line);
  }
}
