package io.retort.job;

import io.retort.job.config.InvalidInputException;
import io.retort.job.lines.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the folder that is copied to a cluster. */
@Command(
    name = "package",
    description = "Makes a folder to copy to a cluster: jars, natives, settings, launcher.",
    footer = {
      "",
      "It holds no Spark: where it is used, SPARK_HOME names one of the version that retort was",
      "built with. native-cpu/ is PyTorch as its registry ships it, for this machine's kind.",
      "",
      "Example:",
      "  retort package --out retort-cluster",
      "  SPARK_HOME=/opt/spark RETORT_SUBMIT_ARGS=\"--master spark://host:7077\" \\",
      "    retort-cluster/retort sweep --run /shared/runs/tonight"
    })
public final class PackageCommand implements Callable<Integer> {

  private final Supplier<Installation> installation;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder, which must not exist or be empty.")
  private Path out = Path.of("");

  @Option(names = "--tar", description = "Writes DIR.tar beside it, with the same content.")
  private boolean tar;

  @Spec private @Nullable CommandSpec spec;

  public PackageCommand() {
    this(Installation::running);
  }

  PackageCommand(Supplier<Installation> installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Installation from = installation.get();
    Path folder = out.toAbsolutePath().normalize();
    Path parent;
    try {
      parent = NewFolder.requireFree(folder);
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    try (NewFolder part = NewFolder.beside(folder)) {
      new ClusterFolder(from).write(part.path());
      part.publish();
    }
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    print.println(Quantities.bytes(bytes(folder)) + " in " + out);
    if (tar) {
      Path file = parent.resolve(folder.getFileName() + ".tar");
      WholeFile.write(file, path -> FolderTar.write(folder, path));
      print.println(Quantities.bytes(Files.size(file)) + " in " + out + ".tar");
    }
    print.flush();
    return ExitCode.DONE;
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toFile).filter(file -> file.isFile()).mapToLong(f -> f.length()).sum();
    }
  }
}
