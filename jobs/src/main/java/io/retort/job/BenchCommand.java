package io.retort.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.job.config.InvalidInputException;
import io.retort.job.lines.WholeFile;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.SpeedTest;
import io.retort.runtime.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast a checkpoint runs here, beside what the machine allows. No Spark. */
@Command(
    name = "bench",
    description = "Tokens per second of prefill and decode, and how far that is from the limit.",
    footer = {
      "",
      "Every sequence gets random tokens of its own. The limit is what this machine's measured",
      "read bandwidth and its largest matrix product allow (roofline), attention left out.",
      "",
      "Example:",
      "  retort synth --like small-moe --out small-moe",
      "  retort bench --model small-moe --batch 1,8,32,64 --json bench.json"
    })
public final class BenchCommand implements Callable<Integer> {

  @Mixin private ModelOption model = new ModelOption();
  @Mixin private LoadOptions load = new LoadOptions();

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,8,32",
      description = "Sequences that decode together, one or several; ${DEFAULT-VALUE}.")
  private List<Integer> batches = List.of();

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      defaultValue = "512",
      description = "Tokens of the prompt; 0 leaves prefill out; ${DEFAULT-VALUE}.")
  private int promptTokens;

  @Option(
      names = "--new-tokens",
      paramLabel = "N",
      defaultValue = "16",
      description = "Tokens decoded for each sequence in a run; ${DEFAULT-VALUE}.")
  private int newTokens;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of each measurement, of which the median counts; ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the random tokens; ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
  private @Nullable Path json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    EngineOptions options;
    Checkpoint checkpoint;
    try {
      check();
      options = load.options(1);
      checkpoint = Checkpoint.open(model.folder());
      checkPositions(checkpoint.config().maxPositions());
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    List<SpeedTest.Speed> speeds = new ArrayList<>();
    try (SpeedTest test = SpeedTest.load(checkpoint, options, seed)) {
      printHead(out, test, options);
      if (promptTokens > 0) {
        speeds.add(print(out, test.prefill(promptTokens, runs)));
      }
      for (int batch : batches) {
        speeds.add(print(out, test.decode(batch, newTokens, runs)));
      }
      if (json != null) {
        String text = json(speeds, test).toPrettyString() + "\n";
        WholeFile.write(json, part -> Files.writeString(part, text));
      }
    }
    return ExitCode.DONE;
  }

  private void check() {
    for (int batch : batches) {
      atLeast("--batch", batch, 1);
    }
    atLeast("--prompt-tokens", promptTokens, 0);
    atLeast("--new-tokens", newTokens, 1);
    atLeast("--runs", runs, 1);
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          option + " must be at least " + least + ", but was " + value);
    }
  }

  private void checkPositions(int most) {
    if (promptTokens > most) {
      throw new IllegalArgumentException(
          "--prompt-tokens must be at most "
              + most
              + ", the model's positions, but was "
              + promptTokens);
    }
    long decoded = SpeedTest.positions(newTokens, runs);
    if (decoded > most) {
      throw new IllegalArgumentException(
          "--runs times --new-tokens must leave the model's "
              + most
              + " positions alone, but they take "
              + decoded);
    }
  }

  private static void printHead(PrintWriter out, SpeedTest test, EngineOptions options) {
    out.printf(
        Locale.ROOT,
        "%s, %s weights, %d threads; this machine reads %.1f GB/s and multiplies %.0f GFLOP/s%n%n",
        test.dtype(),
        options.weights().word(),
        options.threads(),
        test.limits().readBytesPerSecond() / 1e9,
        test.limits().operationsPerSecond() / 1e9);
    out.println("phase     batch   tokens/s   of limit");
    out.flush();
  }

  private static SpeedTest.Speed print(PrintWriter out, SpeedTest.Speed speed) {
    out.printf(
        Locale.ROOT,
        "%-8s %6d %10.1f %8.0f %%%n",
        speed.phase(),
        speed.batch(),
        speed.tokensPerSecond(),
        100 * speed.shareOfLimit());
    out.flush();
    return speed;
  }

  private static ArrayNode json(List<SpeedTest.Speed> speeds, SpeedTest test) {
    ArrayNode rows = new ObjectMapper().createArrayNode();
    for (SpeedTest.Speed speed : speeds) {
      ObjectNode row = rows.addObject();
      row.put("phase", speed.phase()).put("batch", speed.batch());
      row.put("tokens_per_s", speed.tokensPerSecond());
      ArrayNode each = row.putArray("runs");
      speed.runs().forEach(each::add);
      row.put("limit_tokens_per_s", speed.limit()).put("share_of_limit", speed.shareOfLimit());
      row.put("read_bytes_per_s", test.limits().readBytesPerSecond());
      row.put("gemm_flop_per_s", test.limits().operationsPerSecond());
    }
    return rows;
  }
}
