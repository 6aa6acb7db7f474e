package io.retort.job.likelihood;

import io.retort.job.likelihood.ChoiceScore.Measure;
import io.retort.metric.Interval;
import io.retort.metric.WilsonInterval;
import java.util.List;
import java.util.Locale;

/** What the probabilities of a whole benchmark come to, in lines for a person. */
public final class LikelihoodSummary {

  private LikelihoodSummary() {}

  public static List<String> lines(Mode mode, List<ScoredQuestion> questions) {
    if (!mode.isChoice()) {
      return List.of(perplexity(questions));
    }
    return mode.measures().stream().map(measure -> accuracy(measure, questions)).toList();
  }

  private static String accuracy(Measure measure, List<ScoredQuestion> questions) {
    int right = 0;
    for (ScoredQuestion question : questions) {
      right += question.choice().isCorrect(measure) ? 1 : 0;
    }
    Interval interval = WilsonInterval.of(right, questions.size());
    return String.format(
        Locale.ROOT,
        "accuracy   %6.2f %% by %s (95 %%: %.2f to %.2f)",
        100.0 * right / questions.size(),
        measure.words(),
        100 * interval.low(),
        100 * interval.high());
  }

  private static String perplexity(List<ScoredQuestion> questions) {
    Likelihood whole = Likelihood.NONE;
    for (ScoredQuestion question : questions) {
      whole = whole.plus(question.ofTarget());
    }
    return String.format(
        Locale.ROOT,
        "perplexity %.4f per token, %.4f bits per byte (%,d tokens, %,d bytes of targets)",
        whole.perplexity(),
        whole.bitsPerByte(),
        whole.tokens(),
        whole.bytes());
  }
}
