package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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

  @Test
  void drawsAreAveragedExactly() {
    Random random = new Random(20261124);
    for (int round = 0; round < 300; round++) {
      List<String> votes = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        votes.add(String.valueOf((char) ('a' + random.nextInt(4))));
      }
      int abstained = random.nextInt(3);
      int k = 1 + random.nextInt(votes.size() + abstained);

      assertThat(MajorityVote.ofDraws(votes, abstained, "a", k))
          .as("%s and %s abstained, k=%s", votes, abstained, k)
          .isCloseTo(meanOverSubsets(votes, abstained, k), within(1e-12));
    }
  }

  @Test
  void manyRolloutsDoNotOverflow() {
    // C(4000, 2000) overflows a double; by symmetry of a and b, one half
    List<String> votes = new ArrayList<>(Collections.nCopies(2_000, "a"));
    votes.addAll(Collections.nCopies(2_000, "b"));

    assertThat(MajorityVote.ofDraws(votes, 0, "a", 101)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void anAnswerThatNobodyGaveIsNeverTheMajority() {
    assertThat(MajorityVote.ofDraws(List.of("b"), 1, "a", 2)).isZero();
    assertThat(MajorityVote.ofDraws(List.of(), 1, "a", 1)).isZero();
  }

  @Test
  void theDrawMustFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MajorityVote.ofDraws(List.of("a"), 1, "a", 3))
        .withMessage("maj@k needs 1 <= k <= n, but k=3, n=2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MajorityVote.ofDraws(List.of("a"), 1, "a", 0))
        .withMessage("maj@k needs 1 <= k <= n, but k=0, n=2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MajorityVote.ofDraws(List.of("a"), -1, "a", 1))
        .withMessage("abstained must be at least 0, but was -1");
  }

  private static double meanOverSubsets(List<String> votes, int abstained, int k) {
    int n = votes.size() + abstained;
    double sum = 0;
    int subsets = 0;
    for (int mask = 0; mask < 1 << n; mask++) {
      if (Integer.bitCount(mask) == k) {
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < votes.size(); i++) {
          if ((mask >> i & 1) == 1) {
            drawn.add(votes.get(i));
          }
        }
        sum += MajorityVote.value(drawn, "a");
        subsets++;
      }
    }
    return sum / subsets;
  }
}
