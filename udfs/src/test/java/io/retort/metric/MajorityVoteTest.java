package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MajorityVoteTest {

  @ParameterizedTest
  @CsvSource({
    "72,             1",
    "71,             0",
    "72 72 71,       1",
    "72 71 71,       0",
    "72 71,          0.5", // a fair draw between two
    "72 71 70 69,    0.25",
    "72 72 71 71 70, 0.5",
    "72 71 71 70 70, 0", // the lead is shared by others
    "70 71,          0",
  })
  void tiesAreFractions(String votes, double value) {
    assertThat(MajorityVote.value(List.of(votes.split(" ")), "72")).isEqualTo(value);
  }

  @Test
  void ifAllAbstainNobodyIsRight() {
    assertThat(MajorityVote.value(List.of(), "72")).isZero();
  }
}
