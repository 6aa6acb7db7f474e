package io.retort.job.teacher;

import io.retort.benchmark.generator.GeneratedProblem;
import io.retort.benchmark.generator.ProblemGenerator;
import io.retort.benchmark.generator.Split;
import io.retort.benchmark.generator.SplitMix64;
import io.retort.runtime.tokenizer.BpeLearner;
import io.retort.runtime.tokenizer.TokenizerWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Learns the teacher's tokenizer from generated problems of the training side. */
public final class TeacherTokenizer {

  private static final int PROBLEMS = 40_000;
  // A pair seen less often is a number's or a name's accident.
  private static final int MINIMUM_PAIR_COUNT = 20;

  private TeacherTokenizer() {}

  /**
   * Writes tokenizer.json and tokenizer_config.json; the same seed always gives the same bytes.
   *
   * @param vocabularySize tokens in all, special ones included
   * @param maxLength the longest sequence of the model, in tokens
   */
  public static void write(Path folder, long seed, int vocabularySize, int maxLength) {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(seed));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      GeneratedProblem problem = generator.next(Split.TRAIN);
      texts.add(problem.question());
      texts.add(problem.reasoningText() + "\n");
      // Behind </think>, which is a token of its own.
      String closing = problem.closingText();
      texts.add(closing.substring(closing.indexOf("</think>") + "</think>".length()));
    }
    TokenizerWriter.write(
        BpeLearner.learn(texts, new BpeLearner.Options(vocabularySize, MINIMUM_PAIR_COUNT)),
        folder,
        maxLength);
  }
}
