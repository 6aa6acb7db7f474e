package io.retort.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PassAtKUdfTest {

  private final PassAtKUdf udf = new PassAtKUdf();

  @Test
  void anyNullGivesNull() {
    assertThat(udf.call(null, 3, 5)).isNull();
    assertThat(udf.call(10, null, 5)).isNull();
    assertThat(udf.call(10, 3, null)).isNull();
  }

  @Test
  void aDrawLargerThanTheRolloutsFailsTheJob() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> udf.call(4, 1, 5))
        .withMessage("pass@k needs 1 <= k <= n, but k=5, n=4");
  }
}
