package io.retort.job;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.job.config.InvalidInputException;
import io.retort.job.lines.Fields;
import io.retort.job.lines.JsonLines;
import io.retort.job.lines.WholeFile;
import io.retort.job.stats.Statistics;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Computes statistics row by row. No Spark, no model. */
@Command(
    name = "stats",
    description = "Computes the statistics of reports by themselves, row by row.",
    footer = {
      "",
      "A row {\"id\", \"function\", ...inputs} becomes {\"id\", ...outputs}. Functions:",
      "  proportion_intervals_95: successes, n",
      "  mcnemar_exact_two_sided: newly_right, newly_wrong",
      "  binomial_exact_two_sided: successes, n, p0",
      "  fisher_exact_two_sided: table",
      "  paired: baseline, candidate, margin (0.1 if left out)",
      "  multiple_testing_adjusted_p: p",
      "  pass_at_k: n, c, k; g_pass_at_k: n, c, k, tau; g_pass_at_k_mean: n, c, k",
      "  maj_at_k_without_replacement: answers (null: none), correct, k",
      "  clustered_standard_error: values, cluster",
      "  cluster_bootstrap: values, cluster, resamples, seed",
      "  score_variance_decomposition: correct (counts), k",
      "  minimum_detectable_effect_paired: n, sd_of_differences, alpha, power",
      "  power_paired: effect, n, sd_of_differences, alpha",
      "  problems_needed_paired: effect, sd_of_differences, alpha, power",
      "  drift: differences (one a night, candidate minus reference)",
      "",
      "A wrong row is an error (exit code 2) and nothing is written.",
      "",
      "Example:",
      "  echo '{\"id\": 1, \"function\": \"pass_at_k\", \"n\": 8, \"c\": 2, \"k\": 4}' > rows.jsonl",
      "  retort stats --in rows.jsonl --out values.jsonl"
    })
public final class StatsCommand implements Callable<Integer> {

  private static final JsonMapper JSON = new JsonMapper();

  @Mixin private FileOptions files = new FileOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<String> results = new ArrayList<>();
    JsonLines.read(files.in(), row -> results.add(result(new Fields(row))));
    if (results.isEmpty()) {
      throw new InvalidInputException(
          List.of(files.in() + " must hold at least one row, but has none"));
    }
    WholeFile.write(files.out(), part -> write(part, results));
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    print.println(results.size() + " rows, in " + files.out());
    print.flush();
    return ExitCode.DONE;
  }

  private static String result(Fields row) throws IOException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("id", row.any("id"));
    result.putAll(Statistics.of(row));
    return JSON.writeValueAsString(result);
  }

  private static void write(Path file, List<String> lines) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (String line : lines) {
        writer.write(line);
        writer.write('\n');
      }
    }
  }
}
