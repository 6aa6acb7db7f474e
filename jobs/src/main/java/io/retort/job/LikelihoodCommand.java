package io.retort.job;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.benchmark.Problem;
import io.retort.benchmark.protocol.Presets;
import io.retort.job.config.InvalidInputException;
import io.retort.job.likelihood.LikelihoodSummary;
import io.retort.job.likelihood.Mode;
import io.retort.job.likelihood.Question;
import io.retort.job.likelihood.ScoredQuestion;
import io.retort.job.lines.RowWriter;
import io.retort.job.lines.WholeFile;
import io.retort.runtime.CheckpointTokens;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.PromptEndings;
import io.retort.runtime.Scorer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates a model by the probabilities it gives to answers. No Spark; nothing is generated. */
@Command(
    name = "likelihood",
    description = "Multiple choice by the log-probability of the options, and perplexity.",
    footer = {
      "",
      "The prompt is the problem as the protocol asks it, plain text without a chat template; a",
      "space and the scored text follow.",
      "Modes:",
      "  letter  the letter of each option; the most probable is chosen",
      "  text    what each option says: chosen as a whole, by the mean over its tokens, and over",
      "          its bytes",
      "  target  perplexity of the targets",
      "",
      "A result is {\"id\", \"target\", \"logprobs\", \"chosen\"}, of options as text also",
      "\"chosen_per_token\" and \"chosen_per_byte\"; or {\"id\", \"logprob\", \"tokens\", \"bytes\"}.",
      "",
      "Examples:",
      "  retort likelihood --model DIR --in data/mmlu.jsonl --out choices.jsonl",
      "  retort likelihood --model DIR --in data/mmlu.jsonl --out choices.jsonl --few-shots 5 \\",
      "    --few-shot-file data/mmlu_dev.jsonl"
    })
public final class LikelihoodCommand implements Callable<Integer> {

  @Mixin private ModelOption model = new ModelOption();
  @Mixin private EngineSettings engine = new EngineSettings();

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "Problems as retort import writes them: JSONL or Parquet.")
  private Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "JSONL, one result for each problem, in the same order.")
  private Path out = Path.of("");

  @Option(
      names = "--mode",
      defaultValue = "letter",
      paramLabel = "MODE",
      description = "See below; ${DEFAULT-VALUE}.")
  private String modeWord = "";

  @Option(
      names = "--protocol",
      defaultValue = "lm-eval-compat",
      paramLabel = "NAME",
      description = "How problems are asked; ${DEFAULT-VALUE}.")
  private String protocol = "";

  @Option(
      names = "--few-shots",
      paramLabel = "N",
      defaultValue = "0",
      description = "Solved examples before each question; ${DEFAULT-VALUE}.")
  private int fewShots;

  @Option(
      names = "--few-shot-file",
      paramLabel = "FILE",
      description = "The examples, as retort import --solutions writes them.")
  private @Nullable Path fewShotFile;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Mode mode;
    EngineOptions options;
    Benchmark benchmark;
    CheckpointTokens tokens;
    try {
      mode = Mode.of(modeWord);
      options = engine.options();
      Benchmark plain = Benchmarks.open("canonical", Optional.of(in));
      benchmark =
          Presets.of(protocol, plain).ask(plain, fewShots, Optional.ofNullable(fewShotFile));
      tokens = CheckpointTokens.open(model.folder());
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    List<ScoredQuestion> scored;
    try (tokens) {
      List<Question> questions = questions(benchmark, mode, tokens);
      try (Scorer scorer = Scorer.load(tokens.checkpoint(), options)) {
        scored = score(questions, scorer);
      }
    }
    WholeFile.write(
        out,
        part -> {
          try (RowWriter writer = RowWriter.create(part)) {
            for (ScoredQuestion question : scored) {
              writer.write(question.row(mode));
            }
          }
        });
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    LikelihoodSummary.lines(mode, scored).forEach(print::println);
    print.println("problems   " + scored.size() + ", asked by " + protocol);
    print.println("files      " + out);
    print.flush();
    return ExitCode.DONE;
  }

  private List<Question> questions(Benchmark benchmark, Mode mode, CheckpointTokens tokens) {
    List<Question> questions = new ArrayList<>();
    for (Problem problem : benchmark.problems()) {
      try {
        Question question = Question.of(problem, mode, tokens::ofText);
        question.continuations().forEach(text -> tokens.checked(text.tokenIds(), 0));
        questions.add(question);
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(
            List.of(in + ": problem '" + problem.id() + "': " + e.getMessage()));
      }
    }
    return questions;
  }

  private List<ScoredQuestion> score(List<Question> questions, Scorer scorer) {
    List<PromptEndings> prompts = questions.stream().map(Question::endings).toList();
    RowProgress progress = new RowProgress(RetortCommand.lineOf(spec).getErr(), questions.size());
    List<ScoredQuestion> scored = new ArrayList<>();
    AtomicLong tokens = new AtomicLong();
    scorer.scoreEndings(
        prompts,
        scores -> {
          scored.add(questions.get(scored.size()).scored(scores.logprobs()));
          progress.add(scores.tokens());
          tokens.addAndGet(scores.tokens());
        });
    PrintWriter print = RetortCommand.lineOf(spec).getOut();
    print.println("scored     " + progress.end());
    print.printf(
        Locale.ROOT,
        "prefill    %,d tokens in place of %,d, since what prompts begin with alike runs once%n",
        tokens.get(),
        prompts.stream().mapToLong(PromptEndings::asked).sum());
    return scored;
  }
}
