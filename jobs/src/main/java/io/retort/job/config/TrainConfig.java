package io.retort.job.config;

import io.retort.runtime.training.SftSettings;

/**
 * Settings of {@code retort train}.
 *
 * @param dir folder with the state to resume from and the newest checkpoint
 * @param template folder with the model's config.json and tokenizer; empty for the bundled
 *     teacher's
 * @param mtpOf checkpoint to train a layer for multi-token prediction for; empty to train a model
 * @param training how the model is trained
 * @param evaluationProblems problems of the test side answered greedily at each evaluation
 */
public record TrainConfig(
    String dir, String template, String mtpOf, SftSettings training, int evaluationProblems) {

  /** Reads the keys of training; what is wrong with them waits in {@code settings}. */
  public static TrainConfig read(SettingsReader settings) {
    return new TrainConfig(
        settings.name("train.dir"),
        settings.text("train.template"),
        settings.text("train.mtp_of"),
        new SftSettings(
            settings.seed("train.seed"),
            settings.whole("train.tokens", 1, Integer.MAX_VALUE),
            settings.whole("train.batch_tokens", 64, 1 << 20),
            settings.whole("train.warmup_steps", 1, 1_000_000),
            rate(settings, "train.adamw_rate"),
            rate(settings, "train.muon_rate"),
            rate(settings, "train.weight_decay"),
            settings.number("train.max_gradient_norm", n -> n > 0, "above 0"),
            rate(settings, "train.balance_rate"),
            settings.whole("train.evaluate_every_tokens", 1, Integer.MAX_VALUE),
            settings.whole("train.save_every_steps", 1, 1_000_000),
            settings.whole("train.threads", 1, 1024)),
        settings.whole("train.evaluate_problems", 1, 100_000));
  }

  private static double rate(SettingsReader settings, String key) {
    return settings.number(key, rate -> rate >= 0 && rate < 1, "in [0, 1)");
  }
}
