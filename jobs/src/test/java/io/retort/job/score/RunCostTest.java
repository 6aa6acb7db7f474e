package io.retort.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.job.energy.Energy;
import io.retort.job.table.CompletionRow;
import org.junit.jupiter.api.Test;

class RunCostTest {

  private static final Energy ENERGY = new Energy(42.0, "a meter");

  @Test
  void addsUpTokensAndTimesAndCountsADeviceOnceHoweverManyRanOnIt() {
    CostCount count = new CostCount();
    count.add(row("0", 1_000, 4_000, 10_000)); // in work from 5 s to 10 s
    count.add(row("0", 1_000, 6_000, 12_000)); // beside it, from 5 s to 12 s
    CostCount other = new CostCount();
    other.add(row("1", 500, 1_500, 9_000)); // another device, from 7 s to 9 s
    other.add(row("0", 0, 2_000, 3_600_000)); // a later start, 2 s
    count.addAll(other);

    RunCost cost = RunCost.of(count, 0, ENERGY);

    assertThat(cost.promptTokens()).isEqualTo(4 * 30);
    assertThat(cost.completionTokens()).isEqualTo(4 * 100);
    assertThat(cost.prefillSeconds()).isCloseTo(1 + 1 + 0.5 + 0, within(1e-9));
    assertThat(cost.decodeSeconds()).isCloseTo(4 + 6 + 1.5 + 2, within(1e-9));
    assertThat(cost.deviceHours()).isCloseTo((7 + 2 + 2) / 3600.0, within(1e-12));
    assertThat(cost.energy()).isEqualTo(ENERGY);
  }

  @Test
  void dollarsAreHoursTimesThePriceAndAbsentWithoutOne() {
    CostCount count = new CostCount();
    count.add(row("0", 0, 1_800_000, 1_800_000)); // half an hour

    assertThat(RunCost.of(count, 2.4, ENERGY).dollars()).isCloseTo(1.2, within(1e-9));
    assertThat(RunCost.of(count, 2.4, ENERGY).pricePerHour()).isEqualTo(2.4);
    assertThat(RunCost.of(count, 0, ENERGY).dollars()).isNull();
    assertThat(RunCost.of(count, 0, ENERGY).pricePerHour()).isNull();
  }

  private static CompletionRow row(
      String executor, long prefillMillis, long decodeMillis, long createdAt) {
    return new CompletionRow(
        "run",
        "hash",
        "model",
        "problem",
        0,
        7,
        "prompt",
        30,
        "text",
        100,
        "stop",
        "",
        -1.5,
        prefillMillis,
        decodeMillis,
        executor,
        "cpu",
        "0.1.0",
        createdAt);
  }
}
