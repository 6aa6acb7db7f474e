package io.retort.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void theFirstColumnGoesLeftAndTheOthersRight() {
    TextTable table = new TextTable();
    table.add(List.of("", "problems", "pass@1"));
    table.add(List.of("all", "500", "71.3 %"));
    table.add(List.of("", "", ""));
    table.add(List.of("level 1", "8", "100.0 %"));

    assertThat(table.lines())
        .containsExactly(
            "          problems    pass@1",
            "all            500    71.3 %",
            "",
            "level 1          8   100.0 %");
  }

  @Test
  void moreColumnsCanHoldNames() {
    TextTable table = new TextTable(2);
    table.add(List.of("benchmark", "model", "n"));
    table.add(List.of("steps", "r1", "500"));

    assertThat(table.lines()).containsExactly("benchmark   model     n", "steps       r1      500");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    TextTable table = new TextTable();
    table.add(List.of("a", "b"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.add(List.of("a")))
        .withMessage("a row must have 2 cells, but has 1");
  }
}
