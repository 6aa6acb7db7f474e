package io.retort.cluster;

import io.retort.endtoend.Launcher;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Spark standalone cluster on loopback: a Master and Workers, each a JVM of its own, from
 * the jars that Maven resolved.
 *
 * <p>Every Worker has one core, a loopback address of its own, as if it were a machine of its own,
 * and one pretended GPU, whose address is the Worker's number.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Pattern ALIVE = Pattern.compile("\"state\" : \"ALIVE\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * As Spark logs by itself, and the rollouts that {@link RolloutLog} reads, up to the JVM's end.
   */
  private static final String EXECUTOR_LOG =
      """
      shutdownHook = disable
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      appender.console.type = Console
      appender.console.name = console
      appender.console.target = SYSTEM_ERR
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex
      logger.rollouts.name = io.retort.job.generation
      logger.rollouts.level = trace
      """;

  private final List<Process> processes = new ArrayList<>();
  private final Path folder;
  private final Path sparkHome;
  private final int port;
  private final int webPort;

  private StandaloneCluster(Path folder, Path sparkHome, int port, int webPort) {
    this.folder = folder;
    this.sparkHome = sparkHome;
    this.port = port;
    this.webPort = webPort;
  }

  /**
   * Starts a cluster and waits until all workers are alive.
   *
   * @param folder for logs and work
   */
  static StandaloneCluster start(Path folder, int workers)
      throws IOException, InterruptedException {
    StandaloneCluster cluster =
        new StandaloneCluster(folder, sparkHome(folder), freePort(), freePort());
    Files.writeString(folder.resolve("executor-log4j2.properties"), EXECUTOR_LOG);
    try {
      cluster.launch(
          "master",
          "127.0.0.1",
          "org.apache.spark.deploy.master.Master",
          "--port",
          Integer.toString(cluster.port),
          "--webui-port",
          Integer.toString(cluster.webPort));
      for (int i = 0; i < workers; i++) {
        cluster.launchWorker(i);
      }
      cluster.await(workers);
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  /** A folder with jars/ and bin/spark-submit, as an installed Spark has them. */
  Path sparkHome() {
    return sparkHome;
  }

  /** Options of spark-submit for this cluster: executors of one core. */
  String submitArguments(int executors) {
    return "--master "
        + url()
        + " --executor-cores 1 --executor-memory 900m --total-executor-cores "
        + executors
        + " --conf spark.driver.host=127.0.0.1 --conf spark.driver.bindAddress=127.0.0.1"
        + " --conf spark.ui.enabled=false"
        + " --conf spark.executor.extraJavaOptions=-Dlog4j2.configurationFile=file:"
        + folder.resolve("executor-log4j2.properties")
        + " --conf spark.executor.resource.gpu.amount=1 --conf spark.task.resource.gpu.amount=1";
  }

  /** The executors that run now. */
  List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(process -> process.children())
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .sorted(Comparator.comparing(ProcessHandle::pid))
        .toList();
  }

  /** What each executor that ever ran has logged, by its folder. */
  List<String> executorLogs() throws IOException {
    try (Stream<Path> files = Files.find(folder, 4, (path, about) -> path.endsWith("stderr"))) {
      return files.sorted().map(StandaloneCluster::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** A Spark home is a folder with jars/; a Worker makes its executors' class path from it. */
  private static Path sparkHome(Path folder) throws IOException {
    Path home = folder.resolve("spark");
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (Path jar : sparkJars()) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    // A distribution's scripts are not among Maven's jars. What they do: Spark's launcher prints
    // the command, after an empty line of its own, each part ended by a NUL.
    Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(
        submit,
        """
        #!/usr/bin/env bash
        export SPARK_HOME='%s' SPARK_SCALA_VERSION=%s SPARK_LOCAL_IP=127.0.0.1
        mapfile -d '' command < <("$JAVA_HOME/bin/java" -cp "$SPARK_HOME/jars/*" \\
          org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@" | tail -c +3)
        exec "${command[@]}"
        """
            .formatted(home, scalaVersion()));
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  /** Spark and all it needs, as Maven resolved them. */
  private static List<Path> sparkJars() throws IOException {
    String jars =
        Files.readString(Launcher.root().resolve("jobs/target/spark-class-path.txt")).strip();
    return Arrays.stream(jars.split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  private void launchWorker(int number) throws IOException {
    Path discovery =
        Files.writeString(
            folder.resolve("gpu" + number + ".sh"),
            "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"%d\"]}'\n".formatted(number));
    Files.setPosixFilePermissions(discovery, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path settings =
        Files.writeString(
            folder.resolve("worker" + number + ".conf"),
            "spark.worker.resource.gpu.amount 1\nspark.worker.resource.gpu.discoveryScript "
                + discovery
                + "\n");
    launch(
        "worker" + number,
        "127.0.0." + (number + 1),
        "org.apache.spark.deploy.worker.Worker",
        "--webui-port",
        "0",
        "--cores",
        "1",
        "--memory",
        "2G",
        "--work-dir",
        folder.resolve("work" + number).toString(),
        "--properties-file",
        settings.toString(),
        url());
  }

  private void launch(String name, String host, String mainClass, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(opens());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xmx400m",
            "-cp",
            sparkHome + "/jars/*",
            mainClass,
            "--host",
            host));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", sparkHome.toString(),
                "SPARK_SCALA_VERSION", scalaVersion(),
                "SPARK_LOCAL_IP", host,
                "JAVA_HOME", System.getProperty("java.home")));
    processes.add(builder.start());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static List<String> opens() {
    return Stream.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar")
        .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
        .toList();
  }

  /** Spark's jars carry it in their names: spark-core_2.13-4.1.3.jar. */
  private static String scalaVersion() throws IOException {
    return sparkJars().stream()
        .map(jar -> jar.getFileName().toString())
        .filter(name -> name.startsWith("spark-core_"))
        .map(name -> name.replaceAll("spark-core_([\\d.]+)-.*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private void await(int workers) throws InterruptedException {
    Instant end = Instant.now().plus(START);
    while (Instant.now().isBefore(end)) {
      if (aliveWorkers() == workers) {
        return;
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException(
        workers
            + " workers must be alive within "
            + START
            + ", but "
            + aliveWorkers()
            + " are; see the logs in "
            + folder);
  }

  private int aliveWorkers() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + "/json/")).build();
    try {
      String state = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return (int) ALIVE.matcher(state).results().count();
    } catch (IOException e) {
      return 0; // not up yet
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    // JUnit warns of every link that it finds in a temporary folder.
    try (Stream<Path> links = Files.list(sparkHome.resolve("jars"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
  }
}
