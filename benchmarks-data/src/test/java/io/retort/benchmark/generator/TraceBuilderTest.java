package io.retort.benchmark.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceBuilderTest {

  @ParameterizedTest
  @CsvSource({
    "12, 12, 12 × 12 = 144.", // by heart
    "13, 1, 13 × 1 = 13.",
    "30, 7, 30 × 7 = 210.", // tens times one digit
    "47, 6, 47 × 6 = 240 + 42 = 282.",
    "6, 47, 6 × 47 = 240 + 42 = 282.",
    "324, 9, 324 × 9 = 2700 + 216 = 2916.",
    "47, 20, 47 × 20 = 940.",
    "47, 23, 47 × 23 = 47 × 20 + 47 × 3 = 940 + 141 = 1081.",
    "29, -7, 29 × (-7) = -140 - 63 = -203.",
    "45, -58, 45 × (-58) = -58 × 40 - 58 × 5 = -2320 - 290 = -2610.",
    "-10, -5, -10 × (-5) = 50.",
    "0, 47, 0 × 47 = 0.",
  })
  void writesPartialProductsAboveTwelveTimesTwelve(int a, int b, String line) {
    assertThat(lastLine(trace(0).line().product(a, b))).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"43 | 7 | 43 = 6 × 7 + 1.", "42 | 7 | 42 = 6 × 7, no remainder."})
  void writesDivisionsWithRemainder(int dividend, int divisor, String line) {
    assertThat(lastLine(trace(0).line().division(dividend, divisor))).isEqualTo(line);
  }

  @Test
  void slipsAtMostOnceAndNeverInTheSign() {
    for (int seed = 0; seed < 200; seed++) {
      TraceBuilder trace =
          new TraceBuilder(new Draws(new SplitMix64(seed)), new GeneratorOptions(1, 0));
      for (int i = 0; i < 20; i++) {
        trace.line().sum(i, -i - 1); // -1: a slip of +2 or +10 would turn the sign
      }

      List<TraceSegment> slips =
          trace.segments().stream().filter(segment -> !segment.learned()).toList();

      assertThat(slips).hasSizeLessThanOrEqualTo(1);
      assertThat(slips).allSatisfy(s -> assertThat(s.text()).isIn("11", "3", "2"));
    }
  }

  @Test
  void endsSentencesOnlyWhereTheEndIsMissing() {
    TraceBuilder trace = trace(0).line("One").line("Two.").line("Three?").line("Four");

    assertThat(text(trace)).endsWith("One.\nTwo.\nThree?\nFour.");
  }

  @Test
  void checksASumByTheInverseOperation() {
    assertThat(lastLine(trace(1).checkSum(57, -31))).endsWith("et me check: 26 + 31 = 57. Good.");
    assertThat(lastLine(trace(1).checkSum(57, 31))).endsWith("et me check: 88 - 31 = 57. Good.");
  }

  private static TraceBuilder trace(double checkRate) {
    return new TraceBuilder(new Draws(new SplitMix64(1)), new GeneratorOptions(0, checkRate));
  }

  private static String lastLine(TraceBuilder trace) {
    String text = text(trace);
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  private static String text(TraceBuilder trace) {
    StringBuilder text = new StringBuilder();
    trace.segments().forEach(segment -> text.append(segment.text()));
    return text.toString();
  }
}
