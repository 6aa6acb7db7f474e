package io.retort.job.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run would do. Tokens, hours and dollars are those of the completions that its journal
 * lacks.
 *
 * @param benchmark label of the benchmark, like the next two
 * @param directory of the run
 * @param settings what decides how problems are asked and answered, and who set it
 * @param problems how many
 * @param rollouts completions per problem
 * @param completions {@code problems x rollouts}
 * @param journaled of them, those that lie in the journal
 * @param promptTokens expected, each prompt counted for every one of its completions
 * @param completionTokens expected
 * @param tokensBasis what the number of completion tokens rests on
 * @param tokensPerSecond of one device; null if nothing tells
 * @param speedBasis what that rests on
 * @param deviceHours expected; null without a speed
 * @param dollars expected; null without a speed or a price
 */
public record RunPlan(
    String benchmark,
    String model,
    String preset,
    String directory,
    List<PlannedSetting> settings,
    int problems,
    int rollouts,
    long completions,
    long journaled,
    long promptTokens,
    long completionTokens,
    String tokensBasis,
    @Nullable Double tokensPerSecond,
    String speedBasis,
    @Nullable Double deviceHours,
    @Nullable Double dollars) {

  public RunPlan {
    settings = List.copyOf(settings);
  }
}
