package io.retort.job.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {

  @Test
  void onATerminalTheLineIsClearedAtTheEnd() {
    StringWriter out = new StringWriter();

    try (ProgressPrinter printer = new ProgressPrinter(new PrintWriter(out), true, 0, 10)) {
      printer.start();
    }

    assertThat(out.toString()).endsWith("\r\u001b[K").doesNotContain("\n");
  }

  @Test
  void aShortRunLeavesNothingInALog() {
    StringWriter out = new StringWriter();

    try (ProgressPrinter printer = new ProgressPrinter(new PrintWriter(out), false, 0, 10)) {
      printer.start();
    }

    assertThat(out.toString()).isEmpty();
  }
}
