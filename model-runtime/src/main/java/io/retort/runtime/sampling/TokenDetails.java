package io.retort.runtime.sampling;

import io.retort.runtime.SamplingParams;
import io.retort.runtime.TokenDetail;
import io.retort.runtime.TokenDetail.Candidate;
import io.retort.runtime.TokenDetail.SoftLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/** What is recorded of a token beside it; see {@link SamplingParams.Details}. */
public final class TokenDetails {

  private TokenDetails() {}

  /**
   * Reads a row.
   *
   * @param draw what was drawn from it
   * @param uniform the i-th draw from [0, 1) for the soft labels of this position
   */
  public static TokenDetail of(
      Logits logits,
      int row,
      Sampler.Draw draw,
      SamplingParams.Details wanted,
      IntToDoubleFunction uniform) {
    // The normaliser is what lies between a logit and its log-probability.
    double normalizer = logits.get(row, draw.token()) - draw.logprob();
    return new TokenDetail(
        draw.logprob(),
        top(logits, row, normalizer, wanted.top()),
        labels(logits, row, normalizer, wanted.draws(), uniform));
  }

  private static List<Candidate> top(Logits logits, int row, double normalizer, int count) {
    Comparator<Integer> worse =
        Comparator.<Integer>comparingDouble(id -> logits.get(row, id))
            .thenComparing(Comparator.reverseOrder()); // of equal ones the lower id is better
    PriorityQueue<Integer> best = new PriorityQueue<>(Math.max(1, count), worse);
    for (int id = 0; count > 0 && id < logits.vocabulary(); id++) {
      if (best.size() < count) {
        best.add(id);
      } else if (logits.get(row, id) > logits.get(row, best.element())) {
        best.remove();
        best.add(id);
      }
    }
    return best.stream()
        .sorted(worse.reversed())
        .map(id -> new Candidate(id, logits.get(row, id) - normalizer))
        .toList();
  }

  private static List<SoftLabel> labels(
      Logits logits, int row, double normalizer, int draws, IntToDoubleFunction uniform) {
    if (draws == 0) {
      return List.of();
    }
    List<Double> points = new ArrayList<>();
    for (int i = 0; i < draws; i++) {
      points.add(uniform.applyAsDouble(i));
    }
    points.sort(Comparator.naturalOrder());
    Map<Integer, Integer> hits = new TreeMap<>();
    double cumulated = 0;
    int next = 0;
    int last = logits.vocabulary() - 1;
    for (int id = 0; id <= last && next < draws; id++) {
      cumulated += Exponential.of(Math.min(0, logits.get(row, id) - normalizer));
      // The last token takes what rounding leaves.
      while (next < draws && (points.get(next) < cumulated || id == last)) {
        hits.merge(id, 1, Integer::sum);
        next++;
      }
    }
    return hits.entrySet().stream()
        .map(hit -> new SoftLabel(hit.getKey(), hit.getValue() / (double) draws))
        .toList();
  }
}
