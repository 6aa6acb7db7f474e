package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetortCommandTest {

  @Test
  void theHelpListsTheCommandsAndTheExitCodes() {
    JobRun help = JobRun.of(new RetortCommand(), "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("sweep", "distill", "report", "Exit codes: 0 done;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sweep",
        "distill",
        "grade",
        "report",
        "import",
        "stats",
        "tokenize",
        "score",
        "likelihood",
        "generate",
        "model",
        "synth",
        "bench",
        "doctor"
      })
  void eachCommandHasHelpWithAnExample(String command) {
    JobRun help = JobRun.of(new RetortCommand(), command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: retort " + command).contains("Example");
  }

  @Test
  void theVersionIsPrinted() {
    JobRun version = JobRun.of(new RetortCommand(), "--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).matches("retort \\S+\\n");
  }

  @Test
  void aMissingCommandIsAnError() {
    JobRun none = JobRun.of(new RetortCommand());

    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err())
        .isEqualTo("retort: a command must be given, but none was\nSee retort --help.\n");
  }

  @Test
  void anUnknownCommandIsNamed() {
    JobRun unknown = JobRun.of(new RetortCommand(), "sweeep");

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("Unmatched argument at index 0: 'sweeep'").contains("sweep");
  }
}
