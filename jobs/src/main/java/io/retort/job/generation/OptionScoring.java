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
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

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

  /**
   * Hands over the only rollout of each problem, in order; one that cannot be scored is an error.
   * The time of a pass over several is that of its first.
   */
  void score(List<Question> questions, Consumer<Completion> onScored) {
    Iterator<Question> left = questions.iterator();
    Stopwatch stopwatch = new Stopwatch();
    try {
      engine.scoreEndings(
          questions.stream().map(Question::endings).toList(),
          scores ->
              onScored.accept(completion(left.next(), scores.logprobs(), stopwatch.millis())));
    } catch (IllegalArgumentException e) {
      // The engine refuses all of them, before it scores any, for the sake of one.
      if (!left.hasNext()) {
        throw e;
      }
      if (questions.size() == 1) {
        onScored.accept(
            Completion.failed(questions.get(0).problem().id(), 0, "not scored: " + e.getMessage()));
      } else {
        left.forEachRemaining(question -> score(List.of(question), onScored));
      }
    }
  }

  private static Completion completion(Question question, List<List<Float>> logprobs, long millis) {
    ScoredQuestion scored = question.scored(logprobs);
    int best = scored.choice().best(ChoiceScore.Measure.SUM);
    List<Integer> chosen = question.endings().endings().get(best);
    return new Completion(
        question.problem().id(),
        0,
        chosen.subList(chosen.size() - 1, chosen.size()),
        text(scored, best),
        FinishReason.STOP,
        "",
        scored.likelihoods().get(best).logprob(),
        List.of(),
        millis,
        0);
  }

  /** Milliseconds since it was last read. */
  private static final class Stopwatch {

    private long last = System.nanoTime();

    long millis() {
      long start = last;
      last = System.nanoTime();
      return (last - start) / 1_000_000;
    }
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
