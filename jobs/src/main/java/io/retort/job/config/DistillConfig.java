package io.retort.job.config;

import java.util.List;

/**
 * Settings of {@code retort distill}.
 *
 * @param dir where the distillation set goes, a path or a URI of a Hadoop file system
 * @param prompts name of the source of prompts
 * @param file file with prompts and targets; empty for a generated source
 * @param problems how many prompts, at least 1
 * @param promptSeed which problems a generated source draws
 * @param generation how they are answered
 */
public record DistillConfig(
    String dir,
    String prompts,
    String file,
    int problems,
    long promptSeed,
    GenerationConfig generation) {

  /** The generated training split of the bundled benchmark. */
  public static final String TRAINING_SPLIT = "steps-train";

  /** Reads the keys of a distillation; what is wrong with them waits in {@code settings}. */
  public static DistillConfig read(SettingsReader settings) {
    return new DistillConfig(
        settings.name("distill.dir"),
        settings.choice("distill.prompts", List.of(TRAINING_SPLIT, "jsonl")),
        settings.text("distill.file"),
        settings.whole("distill.problems", 1, 10_000_000),
        settings.seed("distill.prompt_seed"),
        GenerationConfig.read(settings));
  }
}
