package io.retort.job.score;

import io.retort.job.energy.Energy;
import org.jspecify.annotations.Nullable;

/**
 * What a run took: part of {@code metrics.json}. All but the energy is added up from the rows of
 * the completions, whichever start made them; loading the model and waiting for the last task are
 * not in it ({@link GenerationTime} has them), nor are completions that were lost in a crash.
 *
 * @param promptTokens of the prompts, each counted for every one of its completions
 * @param completionTokens generated
 * @param prefillSeconds sum over the completions; those that ran side by side count in full, so
 *     this is no device time
 * @param decodeSeconds the same for decoding
 * @param deviceHours hours in which devices had at least one of the completions in work, over all
 *     devices
 * @param pricePerHour dollars for one device and hour, as set when the metrics were written; null
 *     if it was not
 * @param dollars {@code deviceHours x pricePerHour}; null without a price
 * @param joules of the executors' machines, whoever used them, over all starts that came to their
 *     end; null where a machine could not tell
 * @param energySource how the energy was measured, or why not
 */
public record RunCost(
    long promptTokens,
    long completionTokens,
    double prefillSeconds,
    double decodeSeconds,
    double deviceHours,
    @Nullable Double pricePerHour,
    @Nullable Double dollars,
    @Nullable Double joules,
    String energySource) {

  private static final double SECONDS_PER_HOUR = 3600;

  /**
   * The cost of counted completions.
   *
   * @param pricePerHour 0 if it is not known
   */
  public static RunCost of(CostCount count, double pricePerHour, Energy energy) {
    double hours = count.deviceSeconds() / SECONDS_PER_HOUR;
    boolean isPriced = pricePerHour > 0;
    return new RunCost(
        count.promptTokens(),
        count.completionTokens(),
        count.prefillSeconds(),
        count.decodeSeconds(),
        hours,
        isPriced ? pricePerHour : null,
        isPriced ? hours * pricePerHour : null,
        energy.joules(),
        energy.source());
  }

  /** The energy as it was written. */
  public Energy energy() {
    return new Energy(joules, energySource);
  }
}
