package io.retort.job;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.job.doctor.Finding;
import io.retort.job.doctor.Health;
import io.retort.job.doctor.Machine;
import io.retort.job.run.Versions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at the machine. Starts no Spark, reads no weights. */
@Command(
    name = "doctor",
    description = "Checks JDK, memory, processor, native library, devices, Spark and disk.",
    footer = {
      "",
      "Says what to do about what is not as it should be. The first start unpacks the native",
      "library.",
      "",
      "Exit code: 0 all usable (warnings or not), 3 something keeps retort from working.",
      "",
      "Example:",
      "  retort doctor --json",
      "  retort doctor --model DIR --devices gpu0,gpu1"
    })
public final class DoctorCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Also says which of this checkpoint's layers would lie on which device.")
  private @Nullable String model;

  @Option(
      names = "--devices",
      paramLabel = "DEVICE",
      split = ",",
      defaultValue = "cpu",
      description = "Devices that would share them: cpu, gpu0, gpu1...; ${DEFAULT-VALUE}.")
  private List<String> devices = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Finding> findings = new ArrayList<>(Machine.findings(Versions.spark()));
    if (model != null) {
      findings.add(Machine.stages(model, devices));
    }
    return report(findings);
  }

  /** Prints findings; the exit code says whether they will do. */
  int report(List<Finding> findings) {
    boolean isUsable = findings.stream().noneMatch(finding -> finding.health() == Health.PROBLEM);
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    if (json) {
      out.println(json(findings, isUsable).toPrettyString());
    } else {
      for (Finding finding : findings) {
        out.printf("%-8s %-8s %s%n", finding.subject(), finding.health().word(), finding.found());
        if (!finding.advice().isEmpty()) {
          out.printf("%17s -> %s%n", "", finding.advice());
        }
      }
    }
    out.flush();
    return isUsable ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static ObjectNode json(List<Finding> findings, boolean isUsable) {
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("usable", isUsable);
    ArrayNode checks = root.putArray("checks");
    for (Finding finding : findings) {
      ObjectNode check =
          checks
              .addObject()
              .put("subject", finding.subject())
              .put("health", finding.health().word())
              .put("found", finding.found());
      if (!finding.advice().isEmpty()) {
        check.put("advice", finding.advice());
      }
    }
    return root;
  }
}
