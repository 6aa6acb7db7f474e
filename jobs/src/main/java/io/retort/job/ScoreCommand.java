package io.retort.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.job.config.InvalidInputException;
import io.retort.job.lines.Fields;
import io.retort.job.lines.JsonLines;
import io.retort.job.lines.RowWriter;
import io.retort.job.lines.WholeFile;
import io.retort.runtime.CheckpointTokens;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.Scorer;
import io.retort.runtime.SequenceScore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Log-probabilities of given texts or tokens. No Spark. */
@Command(
    name = "score",
    description = "The log-probability of each given token under a model.",
    footer = {
      "",
      "A row is {\"id\", \"token_ids\"} or {\"id\", \"text\"}; a text gets exactly one",
      "beginning-of-sequence token where its tokenizer adds one. A folder without tokenizer.json",
      "serves token ids.",
      "A result is {\"id\", \"token_ids\", \"token_logprobs\", \"sum_logprob\"}: natural logarithms,",
      "the first null, since nothing stands before it. --top-logprobs adds \"top_logprobs\": for",
      "each place null or [{\"id\", \"logprob\"}...], best first.",
      "",
      "A wrong row is an error (exit code 2) and nothing is written.",
      "",
      "Example:",
      "  echo '{\"id\": 1, \"text\": \"2+2=4\"}' > rows.jsonl",
      "  retort score --model DIR --in rows.jsonl --out scores.jsonl"
    })
public final class ScoreCommand implements Callable<Integer> {

  @Mixin private ModelOption model = new ModelOption();
  @Mixin private FileOptions files = new FileOptions();
  @Mixin private EngineSettings engine = new EngineSettings();

  @Option(
      names = "--top-logprobs",
      paramLabel = "N",
      defaultValue = "0",
      description = "Names so many of the most probable tokens in each place; ${DEFAULT-VALUE}.")
  private int top;

  @Spec private @Nullable CommandSpec spec;

  /** A row to score. */
  private record Row(JsonNode id, List<Integer> tokenIds) {}

  @Override
  public Integer call() throws IOException {
    EngineOptions options;
    CheckpointTokens tokens;
    List<Row> rows = new ArrayList<>();
    try {
      options = engine.options();
      tokens = CheckpointTokens.open(model.folder());
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    try (tokens) {
      int vocabulary = tokens.checkpoint().config().vocabularySize();
      if (top < 0 || top > vocabulary) {
        throw new InvalidInputException(
            List.of("--top-logprobs must be in [0, " + vocabulary + "], but was " + top));
      }
      JsonLines.read(files.in(), row -> rows.add(row(new Fields(row), tokens)));
      try (Scorer scorer = Scorer.load(tokens.checkpoint(), options)) {
        WholeFile.write(
            files.out(),
            part -> {
              try (RowWriter writer = RowWriter.create(part)) {
                score(rows, scorer, writer);
              }
            });
      }
    }
    return ExitCode.DONE;
  }

  private static Row row(Fields row, CheckpointTokens tokens) {
    List<Integer> ids =
        Rows.only(row, Rows.TOKEN_IDS, Rows.TEXT).equals(Rows.TEXT)
            ? tokens.ofText(row.text(Rows.TEXT))
            : Rows.tokenIds(row);
    return new Row(Rows.id(row), tokens.checked(ids, 0));
  }

  private void score(List<Row> rows, Scorer scorer, RowWriter writer) {
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    RowProgress progress = new RowProgress(RetortCommand.lineOf(spec).getErr(), rows.size());
    Iterator<Row> next = rows.iterator();
    scorer.score(
        rows.stream().map(Row::tokenIds).toList(),
        top,
        score -> {
          Row row = next.next();
          try {
            writer.write(result(row, score));
          } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + files.out(), e);
          }
          progress.add(row.tokenIds().size());
        });
    out.println(progress.end() + ", in " + files.out());
    out.flush();
  }

  private ObjectNode result(Row row, SequenceScore score) {
    ObjectNode result = Rows.result(row.id());
    Rows.put(result, Rows.TOKEN_IDS, row.tokenIds());
    ArrayNode logprobs = result.putArray("token_logprobs");
    ArrayNode tops = top > 0 ? result.putArray("top_logprobs") : result.arrayNode();
    if (!row.tokenIds().isEmpty()) {
      logprobs.addNull();
      tops.addNull();
    }
    score.logprobs().forEach(logprobs::add);
    for (List<SequenceScore.Candidate> candidates : score.top()) {
      Rows.addTop(
          tops, candidates, SequenceScore.Candidate::token, SequenceScore.Candidate::logprob);
    }
    return result.put("sum_logprob", score.sum());
  }
}
