package io.retort.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3", // three insertions
    "abc, '', 3",
    "kitten, sitting, 3", // k->s, e->i, +g
    "top_p, topp, 1",
    "ab, ba, 2", // a swap is two replacements
  })
  void countsInsertionsDeletionsAndReplacements(String a, String b, int edits) {
    assertThat(EditDistance.between(a, b)).isEqualTo(edits);
  }

  @Test
  void amongEqualsTheFirstInTheAlphabetIsNearest() {
    assertThat(EditDistance.nearest("bat", List.of("rat", "cat", "house"))).isEqualTo("cat");
  }
}
