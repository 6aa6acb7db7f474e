package io.retort.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void sharesArePercentagesAndDifferencesArePoints() {
    assertThat(Figures.percent(0.7125)).isEqualTo("71.3 %");
    assertThat(Figures.percentOrDash(null)).isEqualTo("-");
    assertThat(Figures.points(-0.031)).isEqualTo("-3.1");
    assertThat(Figures.points(0.004)).isEqualTo("+0.4");
  }

  @Test
  void durationsChangeToMinutesAt100Seconds() {
    assertThat(Figures.duration(99.94)).isEqualTo("99.9 s");
    assertThat(Figures.duration(187)).isEqualTo("3 min 07 s");
  }

  @Test
  void lessThanAnHourIsADurationAndLessThanADollarHasFourDecimals() {
    assertThat(Figures.hours(0.01)).isEqualTo("36.0 s");
    assertThat(Figures.hours(0.999)).isEqualTo("59 min 56 s");
    assertThat(Figures.hours(1234.5)).isEqualTo("1,234.50 h");
    assertThat(Figures.dollars(0.01234)).isEqualTo("$0.0123");
    assertThat(Figures.dollars(1234.567)).isEqualTo("$1,234.57");
  }

  @Test
  void bytesChangeToGigabytesAtABillion() {
    assertThat(Figures.bytes(9_716_096)).isEqualTo("9.7 MB");
    assertThat(Figures.bytes(2_517_000_000L)).isEqualTo("2.52 GB");
  }

  @Test
  void smallPValuesAreNotZero() {
    assertThat(Figures.pValue(0.0004)).isEqualTo("below 0.001");
    assertThat(Figures.pValue(0.0312)).isEqualTo("0.031");
  }

  @Test
  void hashesAreShortened() {
    assertThat(Figures.shortHash("0123456789abcdef")).isEqualTo("0123456789ab");
    assertThat(Figures.shortHash("short")).isEqualTo("short");
  }
}
