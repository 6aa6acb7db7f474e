package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code retort}, in a source tree of its own with a Java, Maven and Spark that only
 * print what they were called with.
 */
class LauncherTest {

  private static final List<String> TOOLS =
      List.of("bash", "dirname", "readlink", "find", "sed", "head", "mktemp", "touch", "rm", "env");

  @TempDir Path folder;
  private Path home;
  private Path tools;

  @BeforeEach
  void makeSourceTree() throws IOException {
    home = Files.createDirectory(folder.resolve("retort-home"));
    tools = Files.createDirectory(folder.resolve("tools"));
    Path launcher = Path.of(System.getProperty("retort.root"), "retort");
    executable(home.resolve("retort"), Files.readString(launcher));
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve("jobs/src/main"));
    Files.writeString(home.resolve("pom.xml"), "");
    Files.writeString(home.resolve("jobs/pom.xml"), "");
    Files.writeString(home.resolve("conf/reference.yaml"), "");
    for (String tool : TOOLS) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
    }
    fakeJava("17.0.1");
  }

  @Test
  void aFirstStartBuildsAndTheNextDoesNot() throws Exception {
    fakeMaven();

    Result first = retort("--help");
    Result second = retort("--help");

    assertThat(first.err()).contains("retort: building for the first time");
    assertThat(first.err()).contains("mvn -q -ntp -DskipTests -pl jobs -am package");
    assertThat(second.err()).isEmpty();
  }

  @Test
  void theBuildTakesMoreOptions() throws Exception {
    fakeMaven();

    assertThat(retort(Map.of("RETORT_MAVEN_ARGS", "-o -Pspark-3.5"), "--help").err())
        .contains("mvn -q -ntp -o -Pspark-3.5 -DskipTests -pl jobs -am package");
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws Exception {
    fakeMaven();
    retort("--help");
    Path source = Files.writeString(home.resolve("jobs/src/main/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 5_000));

    assertThat(retort("--help").err()).contains("retort: sources have changed, building again");
  }

  @Test
  void helpNeedsNoSpark() throws Exception {
    fakeMaven();

    Result help = retort("sweep", "--help");

    assertThat(help.out())
        .contains("io.retort.job.RetortCommand sweep --help")
        .doesNotContain("SparkSubmit");
  }

  @Test
  void aJobRunsUnderSparkSubmitOnLoopback() throws Exception {
    fakeMaven();

    Result sweep = retort("sweep", "conf/sweep.yaml");

    assertThat(sweep.out())
        .contains("org.apache.spark.deploy.SparkSubmit --class io.retort.job.RetortCommand")
        .contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-Dretort.home=" + home)
        .contains("SPARK_LOCAL_IP=127.0.0.1")
        .endsWith("retort-jobs-1.jar sweep conf/sweep.yaml\n");
  }

  @Test
  void hadoopsSettingsAreOnTheClassPathWithAndWithoutSpark() throws Exception {
    fakeMaven();
    Map<String, String> environment = Map.of("HADOOP_CONF_DIR", "/etc/hadoop/conf");

    assertThat(retort(environment, "report").out())
        .contains(":/etc/hadoop/conf io.retort.job.RetortCommand report");
    assertThat(retort(environment, "sweep").out())
        .contains(":/etc/hadoop/conf org.apache.spark.deploy.SparkSubmit");
  }

  @Test
  void anInstalledSparkIsUsed() throws Exception {
    fakeMaven();
    Path spark = folder.resolve("spark");
    Files.createDirectories(spark.resolve("bin"));
    executable(
        spark.resolve("bin/spark-submit"), "#!/usr/bin/env bash\necho spark-submit \"$@\"\n");

    Result sweep =
        retort(
            Map.of("SPARK_HOME", spark.toString(), "RETORT_SUBMIT_ARGS", "--master spark://h:7077"),
            "sweep");

    assertThat(sweep.out())
        .startsWith("spark-submit --class io.retort.job.RetortCommand --jars a.jar,b.jar")
        .contains("--master spark://h:7077")
        .endsWith("retort-jobs-1.jar sweep\n");
  }

  @Test
  void aPackagedFolderRunsUnderTheGivenSparkWithoutMaven() throws Exception {
    Path spark = folder.resolve("spark");
    Files.createDirectories(spark.resolve("bin"));
    executable(
        spark.resolve("bin/spark-submit"), "#!/usr/bin/env bash\necho spark-submit \"$@\"\n");
    makeAPackage();

    Result sweep = retort(Map.of("SPARK_HOME", spark.toString()), "sweep");
    Result grade = retort(Map.of("SPARK_HOME", spark.toString()), "grade");

    assertThat(sweep.out())
        .startsWith(
            "spark-submit --class io.retort.job.RetortCommand --jars "
                + "H/lib/a.jar,H/lib/b.jar,H/native-cpu/n.jar ".replace("H", home.toString()))
        .endsWith(home.resolve("retort-jobs-2.jar") + " sweep\n");
    assertThat(grade.out()).contains(home + "/native-cpu/n.jar:" + spark + "/jars/* ");
    assertThat(sweep.err()).isEmpty();
  }

  @Test
  void aPackagedFolderNeedsASpark() throws Exception {
    makeAPackage();

    assertThat(retort("sweep"))
        .isEqualTo(
            new Result(
                2,
                "",
                "retort: SPARK_HOME must be a Spark installation, for a packaged retort has no Spark of"
                    + " its own, but is not set\n"));
  }

  @Test
  void aSparkHomeWithoutSparkIsNamed() throws Exception {
    fakeMaven();

    Result sweep = retort(Map.of("SPARK_HOME", "/nowhere"), "sweep");

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err())
        .endsWith(
            "retort: SPARK_HOME must be a Spark installation, but /nowhere has no bin/spark-submit;"
                + " correct it or unset it\n");
  }

  @Test
  void aMissingJavaIsNamed() throws Exception {
    Files.delete(tools.resolve("java"));

    assertThat(retort("--help"))
        .isEqualTo(
            new Result(
                2,
                "",
                "retort: a JDK 17 or newer must be installed, but there is no java on the PATH;"
                    + " install one or set JAVA_HOME\n"));
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    fakeJava("11.0.2");

    assertThat(retort("--help").err())
        .isEqualTo(
            "retort: Java must be 17 or newer, but "
                + tools.resolve("java")
                + " is 11; set JAVA_HOME to a newer one\n");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    assertThat(retort(Map.of("JAVA_HOME", "/nowhere"), "--help").err())
        .isEqualTo(
            "retort: JAVA_HOME must be a JDK 17 or newer, but /nowhere has no bin/java; correct it"
                + " or unset it\n");
  }

  @Test
  void aMissingMavenIsNamed() throws Exception {
    Result help = retort("--help");

    assertThat(help.exitCode()).isEqualTo(2);
    assertThat(help.err())
        .isEqualTo(
            "retort: Maven 3.8 or newer must be installed to build retort, but there is no mvn on"
                + " the PATH; install it\n");
  }

  @Test
  void aFailedBuildStopsThere() throws Exception {
    executable(tools.resolve("mvn"), "#!/usr/bin/env bash\necho broken >&2\nexit 1\n");

    Result help = retort("--help");

    assertThat(help.exitCode()).isEqualTo(2);
    assertThat(help.err()).endsWith("broken\nretort: the build failed; see above\n");
  }

  private void makeAPackage() throws IOException {
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("native-cpu"));
    for (String jar : List.of("lib/a.jar", "lib/b.jar", "native-cpu/n.jar", "retort-jobs-2.jar")) {
      Files.writeString(home.resolve(jar), "");
    }
  }

  private record Result(int exitCode, String out, String err) {}

  private Result retort(String... arguments) throws IOException, InterruptedException {
    return retort(Map.of(), arguments);
  }

  private Result retort(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("retort").toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private void fakeJava(String version) throws IOException {
    executable(
        tools.resolve("java"),
        """
        #!/usr/bin/env bash
        if [ "$1" = -version ]; then echo 'openjdk version "%s"' >&2; exit; fi
        echo SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-}" "$@"
        """
            .formatted(version));
  }

  /** Leaves what a build leaves. */
  private void fakeMaven() throws IOException {
    executable(
        tools.resolve("mvn"),
        """
        #!/usr/bin/env bash
        PATH=/usr/bin:/bin mkdir -p jobs/target
        echo a.jar:b.jar > jobs/target/own-class-path.txt
        echo spark.jar > jobs/target/spark-class-path.txt
        echo > jobs/target/retort-jobs-1.jar
        echo mvn "$@"
        """);
  }

  private static void executable(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path which(String tool) {
    for (String directory : List.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")) {
      Path found = Path.of(directory, tool);
      if (Files.isExecutable(found)) {
        return found;
      }
    }
    throw new IllegalStateException(tool + " must be installed to test the launcher");
  }
}
