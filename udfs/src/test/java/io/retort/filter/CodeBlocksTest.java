package io.retort.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeBlocksTest {

  @Test
  void fencesComeInPairs() {
    assertThat(CodeBlocks.count("use `x` and ``y``")).isZero();
    assertThat(CodeBlocks.count("so\n```python\nx = 1\n```\nthen")).isEqualTo(1);
    assertThat(CodeBlocks.count("```\na\n```\n  ```\nb\n  ```")).isEqualTo(2);
  }

  @Test
  void aBlockThatIsNeverClosedCounts() {
    assertThat(CodeBlocks.count("```\na")).isEqualTo(1);
  }
}
