package io.retort.job.config;

import io.retort.runtime.DraftSource;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.program.Weights;
import java.util.Collections;
import java.util.List;

/**
 * How completions are made, whatever they are made for.
 *
 * @param model a checkpoint folder, or {@link #BUNDLED}
 * @param engine how the checkpoint is loaded and run; of its devices only the number counts, since
 *     executors know which they have
 * @param lanes of the engine; 0: as many as an executor's cores allow
 * @param sampling how tokens are drawn
 * @param rollouts completions per problem, at least 1
 * @param journal how finished completions are kept
 * @param cost what device time costs
 * @param master where Spark runs; empty leaves it to spark-submit
 */
public record GenerationConfig(
    String model,
    EngineOptions engine,
    int lanes,
    SamplingParams sampling,
    int rollouts,
    JournalConfig journal,
    CostConfig cost,
    String master) {

  /** The model that comes with retort. */
  public static final String BUNDLED = "bundled";

  static GenerationConfig read(SettingsReader settings) {
    String model = settings.name("model.path");
    EngineOptions engine =
        new EngineOptions(
                settings.choice("model.dtype", List.of("float32", "bfloat16", "auto")),
                settings.whole("engine.batch", 1, 4096),
                settings.whole("engine.threads", 1, 1024),
                Weights.of(settings.choice("model.weights", List.of("packed", "mapped", "int8"))))
            .withCacheBytes(settings.whole("engine.cache_mb", 0, 100_000_000) * 1_000_000L)
            .withDrafts(settings.whole("engine.drafts", 0, 64))
            .withDraftSource(
                DraftSource.of(settings.choice("engine.draft_source", List.of("lookup", "mtp"))))
            .withDevices(Collections.nCopies(settings.whole("engine.devices", 1, 64), "cpu"));
    int lanes = settings.whole("engine.lanes", 0, 1024);
    SamplingParams sampling =
        new SamplingParams(
                settings.number("sampling.temperature", t -> t >= 0 && t <= 2, "in [0, 2]"),
                settings.number("sampling.top_p", p -> p > 0 && p <= 1, "in (0, 1]"),
                settings.whole("sampling.max_new_tokens", 1, 1_000_000),
                settings.seed("sampling.seed"))
            .withFilters(
                settings.whole("sampling.top_k", 0, 10_000_000),
                settings.number("sampling.min_p", p -> p >= 0 && p < 1, "in [0, 1)"),
                settings.number("sampling.repetition_penalty", p -> p > 0 && p <= 10, "in (0, 10]"))
            .withAnswerStops(settings.texts("sampling.stop"));
    int rollouts = settings.whole("sampling.rollouts", 1, 4096);
    if (sampling.isGreedy() && rollouts > 1) {
      settings.complain(
          "sampling.rollouts",
          "must be 1 when sampling.temperature is 0, because greedy rollouts are all the same");
    }
    return new GenerationConfig(
        model,
        engine,
        lanes,
        sampling,
        rollouts,
        JournalConfig.read(settings),
        CostConfig.read(settings),
        settings.text("spark.master"));
  }
}
