package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageCommandTest {

  private static final List<String> PACKAGED =
      List.of(
          "LICENSE",
          "README.md",
          "conf/reference.yaml",
          "conf/teacher/config.json",
          "lib/picocli-4.jar",
          "lib/pytorch-jni-2.jar",
          "lib/retort-udfs-1.jar",
          "model-runtime/models/retort-teacher/config.json",
          "native-cpu/pytorch-native-cpu-2-linux.jar",
          "retort",
          "retort-jobs-1.jar");

  @TempDir Path folder;
  private Installation installation =
      new Installation(Path.of("nowhere"), Path.of("nowhere"), List.of());

  @BeforeEach
  void makeASourceTree() throws IOException {
    Path home = folder.resolve("home");
    for (String name :
        List.of(
            "retort",
            "README.md",
            "LICENSE",
            "pom.xml",
            "conf/reference.yaml",
            "conf/teacher/config.json",
            "model-runtime/models/retort-teacher/config.json",
            "jobs/target/retort-jobs-1.jar",
            "m2/picocli-4.jar",
            "m2/pytorch-jni-2.jar",
            "m2/pytorch-native-cpu-2-linux.jar",
            "m2/retort-udfs-1.jar")) {
      Path file = home.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, name);
    }
    Files.setPosixFilePermissions(
        home.resolve("retort"), PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Path> jars;
    try (Stream<Path> found = Files.list(home.resolve("m2"))) {
      jars = found.toList();
    }
    installation = new Installation(home, home.resolve("jobs/target/retort-jobs-1.jar"), jars);
  }

  @Test
  void theFolderHoldsWhatAClusterNeeds() throws IOException {
    Path out = folder.resolve("new/cluster");

    JobRun run = packaged("--out", out.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).endsWith(" in " + out + "\n");
    assertThat(files(out)).isEqualTo(PACKAGED);
    assertThat(out.resolve("retort")).isExecutable();
    assertThat(out.resolve("lib/picocli-4.jar")).hasContent("m2/picocli-4.jar");
  }

  @Test
  void theTarHoldsTheFolder() throws IOException {
    Path out = folder.resolve("cluster");

    JobRun run = packaged("--out", out.toString(), "--tar");

    assertThat(run.out()).endsWith(" in " + out + ".tar\n");
    TreeMap<String, Integer> modes = new TreeMap<>();
    try (TarFile tar = new TarFile(folder.resolve("cluster.tar"))) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        modes.put(entry.getName(), entry.getMode());
      }
    }
    assertThat(modes.keySet().stream().map(name -> name.substring("cluster/".length())))
        .containsExactlyElementsOf(PACKAGED);
    assertThat(modes.get("cluster/retort")).isEqualTo(0100755);
    assertThat(modes.get("cluster/README.md")).isEqualTo(0100644);
  }

  @Test
  void theSameTreeGivesTheSameTar() throws IOException {
    packaged("--out", folder.resolve("a/cluster").toString(), "--tar");
    packaged("--out", folder.resolve("b/cluster").toString(), "--tar");

    assertThat(folder.resolve("a/cluster.tar"))
        .hasSameBinaryContentAs(folder.resolve("b/cluster.tar"));
  }

  @Test
  void aFolderThatHoldsSomethingIsRefused() throws IOException {
    Path out = Files.createDirectory(folder.resolve("full"));
    Files.writeString(out.resolve("precious"), "x");

    JobRun run = packaged("--out", out.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--out must not exist or be an empty folder, but " + out + " is not");
    assertThat(files(out)).containsExactly("precious");
  }

  @Test
  void withoutASourceTreeThereIsNothingToPackage() {
    JobRun run = JobRun.of(new PackageCommand(), "--out", folder.resolve("out").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("retort package must be started by the launcher of a source tree, but ")
        .contains("are not both there; use ./retort there");
  }

  private JobRun packaged(String... arguments) {
    return JobRun.of(new PackageCommand(() -> installation), arguments);
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
