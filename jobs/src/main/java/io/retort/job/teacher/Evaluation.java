package io.retort.job.teacher;

import io.retort.benchmark.generator.Family;
import io.retort.benchmark.generator.GeneratedProblem;
import io.retort.benchmark.generator.ProblemGenerator;
import io.retort.benchmark.generator.Split;
import io.retort.benchmark.generator.SplitMix64;
import io.retort.grader.BoxedGrader;
import io.retort.grader.CompletionText;
import io.retort.runtime.ChatMessage;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.Engines;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.SamplingParams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How often a checkpoint answers problems of the test side rightly, greedily. */
public final class Evaluation {

  private static final int BATCH = 64;
  private static final int MAX_NEW_TOKENS = 300;

  private final List<GeneratedProblem> problems = new ArrayList<>();
  private final int threads;

  /** The same problems for the same seed, evenly over families and levels. */
  public Evaluation(long seed, int count, int threads) {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(seed));
    Family[] families = Family.values();
    for (int i = 0; i < count; i++) {
      int level = 1 + i / families.length % Family.LEVELS;
      problems.add(generator.next(families[i % families.length], level, Split.TEST));
    }
    this.threads = threads;
  }

  /** Share of the problems that the checkpoint answers rightly, in [0, 1]. */
  public double accuracy(Path checkpoint) {
    BoxedGrader grader = new BoxedGrader();
    int[] right = new int[1];
    try (Engine engine = Engines.load(checkpoint, new EngineOptions("float32", BATCH, threads))) {
      List<GenerationRequest> requests = new ArrayList<>();
      for (int i = 0; i < problems.size(); i++) {
        ChatMessage question = new ChatMessage("user", problems.get(i).question());
        requests.add(
            new GenerationRequest(
                Integer.toString(i),
                0,
                engine.prompt(List.of(question)),
                SamplingParams.greedy(MAX_NEW_TOKENS)));
      }
      engine.generate(
          requests,
          completion -> {
            String target = problems.get(Integer.parseInt(completion.problemId())).answer();
            right[0] +=
                grader
                    .grade(
                        new CompletionText(
                            completion.finishReason().word(),
                            completion.error(),
                            completion.text()),
                        target)
                    .points();
          });
    }
    return (double) right[0] / problems.size();
  }
}
