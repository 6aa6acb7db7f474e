package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparkStartTest {

  @Test
  void allCoresOfTheMachineTakeTwoTasksEach() {
    int cores = Runtime.getRuntime().availableProcessors();

    assertThat(SparkStart.resolved("local[*]")).isEqualTo("local[" + 2 * cores + "]");
  }

  @Test
  void anyOtherMasterIsTakenAsItIs() {
    assertThat(SparkStart.resolved("local[2]")).isEqualTo("local[2]");
    assertThat(SparkStart.resolved("spark://host:7077")).isEqualTo("spark://host:7077");
  }
}
