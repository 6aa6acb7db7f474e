package io.retort.job.generation;

import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.job.likelihood.ChoiceScore;
import io.retort.job.likelihood.Likelihood;
import io.retort.job.likelihood.Mode;
import io.retort.job.likelihood.Question;
import io.retort.job.likelihood.ScoredQuestion;
import io.retort.job.table.ProblemRow;
import io.retort.runtime.Completion;
import io.retort.runtime.Engine;
import io.retort.runtime.FinishReason;
import io.retort.runtime.PromptEndings;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers a multiple choice by the letter that the model thinks the most probable after the prompt,
 * as {@code retort likelihood} does. The answer is written as a completion: the log-probability of
 * every letter as its reasoning, and the letter that is chosen.
 */
final class OptionScoring {

  private final Engine engine;

  OptionScoring(Engine engine) {
    this.engine = engine;
  }

  /** The prompt's token ids, and the texts that are scored after it. */
  Question question(ProblemRow problem) {
    return Question.of(problem(problem), Mode.LETTER, engine::text);
  }

  /** The only rollout of a problem; one that cannot be scored is an error. */
  Completion completion(Question question) {
    String id = question.problem().id();
    long start = System.nanoTime();
    PromptEndings endings = question.endings();
    List<List<List<Float>>> logprobs = new ArrayList<>();
    try {
      engine.scoreEndings(List.of(endings), logprobs::add);
    } catch (IllegalArgumentException e) {
      return Completion.failed(id, 0, "not scored: " + e.getMessage());
    }
    ScoredQuestion scored = question.scored(logprobs.get(0));
    int best = scored.choice().best(ChoiceScore.Measure.SUM);
    List<Integer> chosen = endings.endings().get(best);
    return new Completion(
        id,
        0,
        chosen.subList(chosen.size() - 1, chosen.size()),
        text(scored, best),
        FinishReason.STOP,
        "",
        scored.likelihoods().get(best).logprob(),
        List.of(),
        (System.nanoTime() - start) / 1_000_000,
        0);
  }

  private static String text(ScoredQuestion scored, int best) {
    List<String> letters = Problem.letters(scored.likelihoods().size());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < letters.size(); i++) {
      Likelihood likelihood = scored.likelihoods().get(i);
      text.append(letters.get(i)).append(' ').append(likelihood.logprob()).append('\n');
    }
    return text.append("</think>\n\n").append(letters.get(best)).toString();
  }

  private static Problem problem(ProblemRow row) {
    return new Problem(
        row.problemId(),
        row.benchmark(),
        ProblemKind.CHOICE,
        "",
        row.messages().stream()
            .map(message -> new Message(message.role(), message.content()))
            .toList(),
        row.choices(),
        row.target(),
        row.alternatives(),
        row.subject(),
        row.level(),
        Problem.NO_METADATA);
  }
}
