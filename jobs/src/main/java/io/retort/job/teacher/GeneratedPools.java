package io.retort.job.teacher;

import io.retort.benchmark.generator.GeneratedProblem;
import io.retort.benchmark.generator.ProblemGenerator;
import io.retort.benchmark.generator.Split;
import io.retort.benchmark.generator.SplitMix64;
import io.retort.benchmark.generator.TraceSegment;
import io.retort.runtime.ChatMessage;
import io.retort.runtime.tokenizer.Tokenizer;
import io.retort.runtime.training.ExamplePools;
import io.retort.runtime.training.TrainingExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Pools of freshly generated problems of the training side, as conversations to learn from: every
 * problem is new, none is ever one of the benchmark's.
 */
public final class GeneratedPools implements ExamplePools {

  private static final int PROBLEMS = 1024;

  private final long seed;
  private final Tokenizer tokenizer;
  private final int endOfSequence;

  /**
   * Pools for a tokenizer whose checkpoint ends a completion with its end-of-sequence token.
   *
   * @param seed with a pool's number it fixes the pool's problems
   */
  public GeneratedPools(long seed, Tokenizer tokenizer) {
    this.seed = seed;
    this.tokenizer = tokenizer;
    this.endOfSequence =
        tokenizer
            .endOfSequence()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "tokenizer_config.json must name an eos_token to train with, but does"
                            + " not"));
  }

  @Override
  public List<TrainingExample> pool(int number) {
    // Neighbouring seeds give unrelated streams, so pools only need different ones.
    ProblemGenerator generator =
        new ProblemGenerator(new SplitMix64(seed * 0x1_0000_0000L + number));
    List<TrainingExample> examples = new ArrayList<>(PROBLEMS);
    for (int i = 0; i < PROBLEMS; i++) {
      examples.add(example(generator.next(Split.TRAIN)));
    }
    return examples;
  }

  private TrainingExample example(GeneratedProblem problem) {
    List<Integer> tokens =
        new ArrayList<>(tokenizer.prompt(List.of(new ChatMessage("user", problem.question()))));
    List<Boolean> learned = new ArrayList<>(Collections.nCopies(tokens.size(), false));
    for (TraceSegment segment : problem.reasoning()) {
      append(tokens, learned, tokenizer.encode(segment.text()), segment.learned());
    }
    append(tokens, learned, tokenizer.encode(problem.closingText()), true);
    append(tokens, learned, List.of(endOfSequence), true);
    return new TrainingExample(tokens, learned);
  }

  private static void append(
      List<Integer> tokens, List<Boolean> learned, List<Integer> more, boolean isLearned) {
    tokens.addAll(more);
    learned.addAll(Collections.nCopies(more.size(), isLearned));
  }
}
