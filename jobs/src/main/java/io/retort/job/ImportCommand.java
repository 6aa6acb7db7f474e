package io.retort.job;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.benchmark.Benchmark;
import io.retort.benchmark.CanonicalJsonl;
import io.retort.benchmark.CanonicalParquet;
import io.retort.benchmark.Problem;
import io.retort.benchmark.published.PublishedBenchmark;
import io.retort.job.config.InvalidInputException;
import io.retort.job.lines.WholeFile;
import io.retort.job.run.Versions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes problems of a public benchmark's own file. No Spark, no model. */
@Command(
    name = "import",
    description = "Makes problems of a public benchmark's file as it is published.",
    footer = {
      "",
      "Formats: JSONL, JSON, CSV and Parquet, gzipped or not; a folder is read file by file.",
      "",
      "A file must hold as many problems as are known to be in it. Beside FILE, FILE.source.json",
      "says where the problems come from and the SHA-256 of the source. A sweep asks them with",
      "benchmark.name=canonical and benchmark.file=FILE.",
      "",
      "A mapping file is YAML such as:",
      "  kind: choice                  # math, choice, reading, instructions, code",
      "  question: [question]          # fields; the first that a row has",
      "  choices: [options]",
      "  target: [{field: answer, as: option}]",
      "'as' is text (the default), last-boxed, after-hashes, option, joined or drop; more keys: id,",
      "context, choice_columns, choice_labels, alternatives, solution, solution_after, subject,",
      "subject_from_file, level, metadata, csv_columns, unfold, question_text, counts.",
      "",
      "Solved examples to show before questions (benchmark.few_shot_file) are the problems of a",
      "training or dev split with their solutions: --solutions keeps those that it has.",
      "",
      "Examples:",
      "  retort import math500 --from math500.jsonl --out data/math500.jsonl",
      "  retort import mmlu --from mmlu/test --out data/mmlu.parquet --shuffle-options",
      "  retort import gsm8k --from gsm8k_train.jsonl --out data/shots.jsonl --solutions"
    })
public final class ImportCommand implements Callable<Integer> {

  private static final ObjectWriter JSON = new JsonMapper().writerWithDefaultPrettyPrinter();

  @Parameters(
      paramLabel = "NAME",
      description = "Name of the benchmark: ${COMPLETION-CANDIDATES}, or one with --mapping.",
      completionCandidates = KnownNames.class)
  private String name = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "PATH|URL",
      description = "The published file, a folder of such files, or a URL (http, https).")
  private String from = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the problems go: .jsonl or .parquet.")
  private Path out = Path.of("");

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "Says what the fields are, for a benchmark that is not known.")
  private @Nullable Path mapping;

  @Option(
      names = "--expect",
      paramLabel = "N",
      description = "Takes exactly N problems, whatever is known of the benchmark.")
  private @Nullable Integer expected;

  @Option(
      names = "--shuffle-options",
      description = {
        "Puts the options of a multiple choice in the order of the SHA-256 of question and option:",
        "the same in every run, and unlike the published one."
      })
  private boolean shuffle;

  @Option(
      names = "--solutions",
      description = "Keeps worked solutions, for problems that are shown as examples.")
  private boolean solutions;

  @Spec private @Nullable CommandSpec spec;

  /** The registry's names, for the help. */
  private static final class KnownNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return PublishedBenchmark.NAMES.iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    boolean isParquet = isParquet();
    PublishedBenchmark benchmark = read();
    List<Problem> problems = benchmark.problems();
    byte[] lines = CanonicalJsonl.write(problems);
    WholeFile.write(
        out,
        part -> {
          if (isParquet) {
            CanonicalParquet.write(problems, part);
          } else {
            Files.write(part, lines);
          }
        });
    Path source = Path.of(out + ".source.json");
    WholeFile.write(
        source, part -> Files.write(part, JSON.writeValueAsBytes(origin(benchmark, lines))));
    print(benchmark, source);
    return ExitCode.DONE;
  }

  private boolean isParquet() {
    String file = out.toString().toLowerCase(Locale.ROOT);
    if (!file.endsWith(".jsonl") && !file.endsWith(".parquet")) {
      throw new InvalidInputException(
          List.of("--out must end in .jsonl or .parquet, but is " + out));
    }
    return file.endsWith(".parquet");
  }

  private PublishedBenchmark read() {
    try {
      PublishedBenchmark benchmark =
          PublishedBenchmark.read(
              name,
              Optional.ofNullable(mapping),
              from,
              expected == null ? OptionalInt.empty() : OptionalInt.of(expected),
              shuffle);
      return solutions ? benchmark : benchmark.withoutSolutions();
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
  }

  private Map<String, Object> origin(PublishedBenchmark benchmark, byte[] lines) {
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("benchmark", benchmark.name());
    origin.put("about", benchmark.about());
    origin.put("source", from);
    origin.put("source_files", benchmark.files());
    origin.put("source_bytes", benchmark.bytes());
    origin.put("source_sha256", benchmark.sha256());
    origin.put("problems", benchmark.problems().size());
    origin.put("options", shuffle ? "by hash" : "as published");
    if (solutions) {
      origin.put("solutions", "kept");
    }
    origin.put("sha256", Benchmark.sha256(lines));
    origin.put("retort", Versions.retort());
    return origin;
  }

  private void print(PublishedBenchmark benchmark, Path source) {
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    List<Problem> problems = benchmark.problems();
    print.printf(
        Locale.ROOT,
        "problems   %,d of %s, %d subjects, %d levels%n",
        problems.size(),
        benchmark.name(),
        problems.stream().map(Problem::subject).filter(s -> !s.isEmpty()).distinct().count(),
        problems.stream().map(Problem::level).filter(level -> level > 0).distinct().count());
    print.printf(
        Locale.ROOT,
        "source     %d file%s, %,d bytes, SHA-256 %s%n",
        benchmark.files().size(),
        benchmark.files().size() == 1 ? "" : "s",
        benchmark.bytes(),
        benchmark.sha256());
    print.println("files      " + out + ", " + source);
    print.flush();
  }
}
