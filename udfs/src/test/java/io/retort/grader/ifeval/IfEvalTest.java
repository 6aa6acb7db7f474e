package io.retort.grader.ifeval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IfEvalTest {

  @Test
  void theLooseVerdictTriesEightVersions() {
    Set<String> seen = new TreeSet<>();
    IfEval verdict =
        IfEval.of(
            "*one*\n*two*\n*three*",
            List.of(
                response -> {
                  seen.add(response);
                  return false;
                }));

    assertThat(verdict).isEqualTo(new IfEval(List.of(false), List.of(false)));
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "*one*\n*two*\n*three*",
            "one\ntwo\nthree",
            "*two*\n*three*",
            "two\nthree",
            "*one*\n*two*",
            "one\ntwo",
            "*two*",
            "two");
  }

  @Test
  void oneLineHasNoOtherVersionThanTheOneWithoutAsterisks() {
    Set<String> seen = new TreeSet<>();
    IfEval.of(
        "*one*",
        List.of(
            response -> {
              seen.add(response);
              return false;
            }));

    assertThat(seen).containsExactlyInAnyOrder("*one*", "one");
  }

  @Test
  void twoLinesHaveNoMiddle() {
    Set<String> seen = new TreeSet<>();
    IfEval.of(
        "one\ntwo",
        List.of(
            response -> {
              seen.add(response);
              return false;
            }));

    assertThat(seen).containsExactlyInAnyOrder("one\ntwo", "one", "two");
  }

  @Test
  void aBlankResponseFollowsNothing() {
    IfEval verdict = IfEval.of(" \n\u00a0", List.of(response -> true));

    assertThat(verdict.isStrict()).isFalse();
    assertThat(verdict.isLoose()).isFalse();
  }

  @Test
  void thePromptNeedsEveryInstruction() {
    Instruction onlyLoosely = response -> response.equals("b");
    IfEval verdict = IfEval.of("a\nb", List.of(response -> true, onlyLoosely));

    assertThat(verdict.strict()).containsExactly(true, false);
    assertThat(verdict.loose()).containsExactly(true, true);
    assertThat(verdict.isStrict()).isFalse();
    assertThat(verdict.isLoose()).isTrue();
    assertThat(IfEval.of("b", List.of(onlyLoosely)).isStrict()).isTrue();
  }
}
