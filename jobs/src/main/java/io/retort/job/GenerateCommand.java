package io.retort.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.job.config.InvalidInputException;
import io.retort.job.lines.Fields;
import io.retort.job.lines.JsonLines;
import io.retort.job.lines.RowWriter;
import io.retort.job.lines.WholeFile;
import io.retort.runtime.ChatMessage;
import io.retort.runtime.CheckpointTokens;
import io.retort.runtime.Completion;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.Engines;
import io.retort.runtime.FinishReason;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.TokenDetail;
import io.retort.runtime.checkpoint.GenerationDefaults;
import io.retort.runtime.tokenizer.GrowingText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Completions of prompts, without grading. No Spark. */
@Command(
    name = "generate",
    description = "Completes prompts: the rows of a file, or one on the terminal.",
    footer = {
      "",
      "A row is {\"id\"} with \"token_ids\", \"text\" or \"messages\"; messages perhaps with",
      "\"add_generation_prompt\" (true if left out), \"variables\" and \"chat_template\", as",
      "tokenize takes them. A folder without tokenizer.json serves token ids.",
      "A result is {\"id\", \"token_ids\", \"text\", \"finish_reason\"}: what was generated,",
      "and stop, length or error (then also \"error\"); \"token_logprobs\", \"top_logprobs\"",
      "and \"soft_labels\" where they are asked for. Seed and id decide a completion, not",
      "the other rows. What the options leave open, generation_config.json says.",
      "",
      "A wrong row is an error (exit code 2) and nothing is written.",
      "",
      "Examples:",
      "  retort generate --model DIR --prompt \"What is 12 * 7?\"",
      "  echo '{\"id\": \"a\", \"text\": \"2+2=\"}' > rows.jsonl",
      "  retort generate --model DIR --in rows.jsonl --out completions.jsonl"
    })
public final class GenerateCommand implements Callable<Integer> {

  @Mixin private ModelOption model = new ModelOption();

  @Option(names = "--in", paramLabel = "FILE", description = "JSONL, one row a line.")
  private @Nullable Path in;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "JSONL, one result a line, in the same order.")
  private @Nullable Path out;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = {
        "One prompt instead of files, printed as it grows; a user's message",
        "where there is a chat template."
      })
  private @Nullable String prompt;

  @Mixin private SamplingSettings sampling = new SamplingSettings();
  @Mixin private EngineSettings engine = new EngineSettings();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (prompt == null ? in == null || out == null : in != null || out != null) {
      throw new ParameterException(
          RetortCommand.lineOf(spec), "either --prompt or both --in and --out must be given");
    }
    EngineOptions options;
    SamplingParams params;
    CheckpointTokens tokens;
    try {
      options = engine.options();
      tokens = CheckpointTokens.open(model.folder());
      params = sampling.params(GenerationDefaults.read(model.folder()));
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    try (tokens) {
      if (prompt == null) {
        complete(Objects.requireNonNull(in), Objects.requireNonNull(out), tokens, params, options);
      } else {
        stream(prompt, tokens, params, options);
      }
    }
    return ExitCode.DONE;
  }

  private void complete(
      Path from, Path to, CheckpointTokens tokens, SamplingParams params, EngineOptions options)
      throws IOException {
    Map<String, JsonNode> ids = new LinkedHashMap<>();
    List<GenerationRequest> requests = new ArrayList<>();
    JsonLines.read(
        from,
        line -> {
          Fields row = new Fields(line);
          JsonNode id = Rows.id(row);
          if (ids.put(id.asText(), id) != null) {
            throw new IllegalArgumentException(
                "field 'id' must be unique, but " + id + " was on an earlier line too");
          }
          requests.add(new GenerationRequest(id.asText(), 0, promptOf(row, tokens), params));
        });
    Map<String, Completion> completions = new HashMap<>();
    String summary;
    try (Engine loaded = Engines.load(model.folder(), options)) {
      RowProgress progress = new RowProgress(RetortCommand.lineOf(spec).getErr(), requests.size());
      loaded.generate(
          requests,
          completion -> {
            completions.put(completion.problemId(), completion);
            progress.add(completion.tokens().size());
          });
      summary = progress.end();
    }
    WholeFile.write(
        to,
        part -> {
          try (RowWriter writer = RowWriter.create(part)) {
            for (Map.Entry<String, JsonNode> row : ids.entrySet()) {
              writer.write(
                  result(
                      row.getValue(),
                      Objects.requireNonNull(completions.get(row.getKey())),
                      params));
            }
          }
        });
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    print.println(summary + ", in " + to);
    print.flush();
  }

  private static List<Integer> promptOf(Fields row, CheckpointTokens tokens) {
    List<Integer> ids =
        switch (Rows.only(row, Rows.TOKEN_IDS, Rows.TEXT, Rows.MESSAGES)) {
          case Rows.TOKEN_IDS -> Rows.tokenIds(row);
          case Rows.TEXT -> tokens.ofText(row.text(Rows.TEXT));
          default -> tokens.ofConversation(Rows.conversation(row, true));
        };
    return checked(ids, tokens);
  }

  private static List<Integer> checked(List<Integer> prompt, CheckpointTokens tokens) {
    if (prompt.isEmpty()) {
      throw new IllegalArgumentException("a prompt must have at least one token, but has none");
    }
    return tokens.checked(prompt, 1);
  }

  private static ObjectNode result(JsonNode id, Completion completion, SamplingParams params) {
    ObjectNode result = Rows.result(id);
    Rows.put(result, Rows.TOKEN_IDS, completion.tokens());
    result.put(Rows.TEXT, completion.text());
    result.put("finish_reason", completion.finishReason().word());
    putDetails(result, completion.details(), params.details());
    if (completion.finishReason() == FinishReason.ERROR) {
      result.put("error", completion.error());
    }
    return result;
  }

  private static void putDetails(
      ObjectNode result, List<TokenDetail> details, SamplingParams.Details wanted) {
    if (wanted.logprobs()) {
      ArrayNode logprobs = result.putArray("token_logprobs");
      details.forEach(detail -> logprobs.add(detail.logprob()));
    }
    if (wanted.top() > 0) {
      ArrayNode tops = result.putArray("top_logprobs");
      for (TokenDetail detail : details) {
        Rows.addTop(tops, detail.top(), TokenDetail.Candidate::id, TokenDetail.Candidate::logprob);
      }
    }
    if (wanted.draws() > 0) {
      ArrayNode labels = result.putArray("soft_labels");
      for (TokenDetail detail : details) {
        ArrayNode place = labels.addArray();
        detail
            .labels()
            .forEach(
                label -> place.addObject().put("id", label.id()).put("weight", label.weight()));
      }
    }
  }

  private void stream(
      String text, CheckpointTokens tokens, SamplingParams params, EngineOptions options) {
    List<Integer> ids;
    try {
      ids = checked(promptOf(text, tokens), tokens);
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    GrowingText grown = new GrowingText(tokens::decode);
    try (Engine loaded = Engines.load(model.folder(), options)) {
      Completion completion =
          loaded
              .submit(
                  new GenerationRequest("prompt", 0, ids, params),
                  token -> print(print, grown.add(token)))
              .join();
      print(print, grown.end());
      print.println(completion.finishReason() == FinishReason.LENGTH ? " …" : "");
      print.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(PrintWriter out, String text) {
    out.print(text);
    out.flush();
  }

  private static List<Integer> promptOf(String text, CheckpointTokens tokens) {
    boolean hasTemplate = tokens.tokenizer().filter(t -> t.hasChatTemplate()).isPresent();
    return hasTemplate
        ? tokens.tokenizer().orElseThrow().prompt(List.of(new ChatMessage("user", text)))
        : tokens.ofText(text);
  }
}
