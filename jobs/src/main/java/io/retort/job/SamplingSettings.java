package io.retort.job;

import io.retort.runtime.SamplingParams;
import io.retort.runtime.checkpoint.GenerationDefaults;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how tokens are drawn; what they leave open, the checkpoint says. */
final class SamplingSettings {

  private static final int MAX_NEW_TOKENS = 512;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of the random streams, one for each row's id; ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "In [0, 2]; 0 takes the most probable token.")
  private @Nullable Double temperature;

  @Option(names = "--top-p", paramLabel = "X", description = "Nucleus mass, in (0, 1].")
  private @Nullable Double topP;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description = "Most tokens to choose from; 0 leaves it to the others.")
  private @Nullable Integer topK;

  @Option(
      names = "--min-p",
      paramLabel = "X",
      description = "Least probability relative to the most probable token, in [0, 1).")
  private @Nullable Double minP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "X",
      description = "For tokens that are there already; above 0, and 1 does nothing.")
  private @Nullable Double repetitionPenalty;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "Ends a completion before this text; may be given several times.")
  private List<String> stop = List.of();

  @Option(
      names = "--top-logprobs",
      paramLabel = "N",
      defaultValue = "-1",
      description =
          "Records each token's log-probability, and the N most probable tokens with theirs:"
              + " temperature 1, nothing filtered. -1 records none.")
  private int topLogprobs;

  @Option(
      names = "--soft-labels",
      paramLabel = "N",
      defaultValue = "0",
      description = "Records N draws from each place's own distribution; 0 records none.")
  private int draws;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "Most tokens of a completion; " + MAX_NEW_TOKENS + " if nobody says.")
  private @Nullable Integer maxNewTokens;

  /**
   * What holds for a checkpoint. Without {@code do_sample} in its generation_config.json it is the
   * most probable token, as in transformers.
   *
   * @throws IllegalArgumentException naming the value that is wrong
   */
  SamplingParams params(GenerationDefaults defaults) {
    double heat = defaults.isSampled() ? defaults.temperature().orElse(1.0) : 0;
    return new SamplingParams(
            temperature == null ? heat : temperature,
            topP == null ? defaults.topP().orElse(1.0) : topP,
            maxNewTokens == null ? defaults.maxNewTokens().orElse(MAX_NEW_TOKENS) : maxNewTokens,
            seed)
        .withFilters(
            topK == null ? defaults.topK().orElse(0) : topK,
            minP == null ? defaults.minP().orElse(0.0) : minP,
            repetitionPenalty == null
                ? defaults.repetitionPenalty().orElse(1.0)
                : repetitionPenalty)
        .withStopStrings(stop)
        .withDetails(new SamplingParams.Details(topLogprobs >= 0, Math.max(0, topLogprobs), draws));
  }
}
