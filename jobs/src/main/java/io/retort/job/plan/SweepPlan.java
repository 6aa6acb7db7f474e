package io.retort.job.plan;

import java.util.List;

/**
 * What a sweep would do and take.
 *
 * @param directory of the sweep
 * @param runs in the order in which they would be run
 * @param models what each takes in memory
 * @param prompts one for each benchmark and way of prompting
 */
public record SweepPlan(
    String directory, List<RunPlan> runs, List<ModelMemory> models, List<PromptSample> prompts) {

  public SweepPlan {
    runs = List.copyOf(runs);
    models = List.copyOf(models);
    prompts = List.copyOf(prompts);
  }
}
