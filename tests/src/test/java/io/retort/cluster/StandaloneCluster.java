package io.retort.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A real Spark standalone cluster on loopback: a Master and Workers, each a JVM of its own, from
 * the jars that Maven resolved.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Pattern ALIVE = Pattern.compile("\"state\" : \"ALIVE\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

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
   * @param sparkJars Spark's own jars
   */
  static StandaloneCluster start(Path folder, List<Path> sparkJars, int workers, int cores)
      throws IOException, InterruptedException {
    // A Spark home is a folder with jars/; a Worker makes its executors' class path from it.
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    for (Path jar : sparkJars) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    StandaloneCluster cluster =
        new StandaloneCluster(folder, folder.resolve("spark"), freePort(), freePort());
    cluster.launch(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--port",
        Integer.toString(cluster.port),
        "--webui-port",
        Integer.toString(cluster.webPort));
    for (int i = 0; i < workers; i++) {
      cluster.launch(
          "worker" + i,
          "org.apache.spark.deploy.worker.Worker",
          "--webui-port",
          Integer.toString(freePort()),
          "--cores",
          Integer.toString(cores),
          "--memory",
          "2G",
          "--work-dir",
          folder.resolve("work" + i).toString(),
          cluster.url());
    }
    cluster.await(workers);
    return cluster;
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  Path sparkHome() {
    return sparkHome;
  }

  private void launch(String name, String mainClass, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String packageName :
        List.of("java.lang", "java.lang.invoke", "java.nio", "java.util", "sun.nio.ch")) {
      command.add("--add-opens=java.base/" + packageName + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of("-Xmx512m", "-cp", sparkHome + "/jars/*", mainClass, "--host", "127.0.0.1"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", sparkHome.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    processes.add(builder.start());
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
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
