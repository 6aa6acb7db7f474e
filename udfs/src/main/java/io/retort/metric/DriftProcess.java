package io.retort.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Evidence that a score is sinking night after night, good at any stopping time: it may be looked
 * at every night, for ever, and still raises a false alarm with probability at most alpha.
 *
 * <p>A gambler stakes a share of the capital each night on a decline. If the expected difference is
 * 0 or more whatever came before, the capital is a nonnegative supermartingale from 1, and reaches
 * 1/alpha with probability at most alpha (Ville 1939). Several shares are played side by side and
 * averaged, so that slow and fast drifts are both found (Waudby-Smith and Ramdas 2024, section 4).
 *
 * @param nights differences seen so far
 * @param capital of each gambler, in the order of the shares
 * @param largest the largest {@link #eValue} so far
 */
public record DriftProcess(int nights, List<Double> capital, double largest) {

  /** Stakes; below 1, so that one night's worst difference, -1 to +1, cannot ruin anyone. */
  private static final List<Double> SHARES = List.of(0.02, 0.05, 0.1, 0.2, 0.4, 0.8);

  public DriftProcess {
    capital = List.copyOf(capital);
  }

  /** Before the first night: no evidence. */
  public static DriftProcess start() {
    return new DriftProcess(0, Collections.nCopies(SHARES.size(), 1.0), 1);
  }

  /**
   * One night more.
   *
   * @param difference tonight's mean score minus the reference's, in [-1, 1]; nights must have
   *     seeds of their own
   */
  public DriftProcess with(double difference) {
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(Math.abs(difference) <= 1)) {
      throw new IllegalArgumentException(
          "a difference of two rates must be in [-1, 1], but was " + difference);
    }
    List<Double> next = new ArrayList<>();
    for (int i = 0; i < capital.size(); i++) {
      next.add(capital.get(i) * (1 - SHARES.get(i) * difference));
    }
    return new DriftProcess(nights + 1, next, Math.max(largest, mean(next)));
  }

  /** The evidence for a decline: 20 is what alpha 0.05 asks for. */
  public double eValue() {
    return mean(capital);
  }

  /** A p-value that holds whenever one looks: 1 / the largest e-value so far. */
  public double p() {
    return Math.min(1, 1 / largest);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }
}
