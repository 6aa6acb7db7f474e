package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.job.doctor.Finding;
import io.retort.job.doctor.Health;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {

  @Test
  void everythingIsLookedAt() throws IOException {
    JobRun run = JobRun.of(new RetortCommand(), "doctor", "--json");

    JsonNode report = RowFiles.JSON.readTree(run.out());
    assertThat(run.exitCode()).isZero(); // these tests need the native library themselves
    assertThat(report.path("usable").asBoolean()).isTrue();
    assertThat(report.path("checks").findValuesAsText("subject"))
        .containsExactly("jdk", "memory", "cpu", "disk", "library", "devices", "spark");
    assertThat(report.path("checks").path(4).path("found").asText()).matches("PyTorch .* loads");
  }

  @Test
  void theLayersOfAModelAreSharedOutAmongTheDevicesThatAreAskedFor(@TempDir Path folder)
      throws IOException {
    String model = folder.resolve("tiny").toString();
    assertThat(JobRun.of(new RetortCommand(), "synth", "--like=tiny", "--out=" + model).exitCode())
        .isZero();

    JobRun run =
        JobRun.of(
            new RetortCommand(), "doctor", "--json", "--model=" + model, "--devices=cpu,cpu,cpu");

    JsonNode stages = RowFiles.JSON.readTree(run.out()).path("checks").path(7);
    assertThat(stages.path("subject").asText()).isEqualTo("stages");
    assertThat(stages.path("found").asText())
        .matches("layers? 0\\S* on cpu, 0.0 GB of weights; layer.* on cpu.*; layer.* on cpu.*");
  }

  @Test
  void aProblemIsPrintedWithItsRemedyAndFails() {
    DoctorCommand doctor = new DoctorCommand();
    StringWriter out = new StringWriter();
    CommandLine line = RetortCommand.line(doctor).setOut(new PrintWriter(out));
    line.parseArgs();

    int exitCode =
        doctor.report(
            List.of(
                new Finding("jdk", Health.OK, "17", ""),
                new Finding("disk", Health.PROBLEM, "full", "make room")));

    assertThat(exitCode).isEqualTo(3);
    assertThat(out)
        .hasToString(
            """
            jdk      ok       17
            disk     problem  full
                              -> make room
            """);
  }
}
