package io.retort.job.config;

/**
 * What device time costs, and what a plan assumes where no run tells.
 *
 * @param pricePerHour dollars for one device and hour; 0 where it is not known
 * @param tokensPerSecond assumed for one device; 0 assumes nothing
 * @param completionTokens assumed mean of a completion; 0 assumes nothing
 */
public record CostConfig(double pricePerHour, double tokensPerSecond, int completionTokens) {

  static CostConfig read(SettingsReader settings) {
    return new CostConfig(
        settings.number("cost.price_per_hour", CostConfig::isAmount, "at least 0"),
        settings.number("cost.tokens_per_second", CostConfig::isAmount, "at least 0"),
        settings.whole("cost.completion_tokens", 0, 1_000_000));
  }

  private static boolean isAmount(double number) {
    return number >= 0 && number < Double.POSITIVE_INFINITY;
  }
}
