package io.retort.job.teacher;

import io.retort.runtime.training.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Prints how training goes, a line now and then, and evaluates each checkpoint. */
public final class TrainingLog implements TrainingListener {

  private static final int STEPS_PER_LINE = 50;

  private final long allTokens;
  private final Evaluation evaluation;
  private final PrintWriter out;
  private long tokensAtStart;
  private double lossSum;
  private int steps;
  // Evaluation is not counted as training time.
  private long trainingNanos;
  private long lastNanos = System.nanoTime();

  /** A log of a run over {@code allTokens} tokens. */
  public TrainingLog(long allTokens, Evaluation evaluation, PrintWriter out) {
    this.allTokens = allTokens;
    this.evaluation = evaluation;
    this.out = out;
  }

  @Override
  public void resumed(int step, long tokens) {
    tokensAtStart = tokens;
    lastNanos = System.nanoTime();
    print("resumed after step %d, %.2f M tokens", step, tokens / 1e6);
  }

  @Override
  public void stepped(
      int step, long tokens, double rate, double loss, double gradientNorm, double loadImbalance) {
    lossSum += loss;
    steps++;
    trainingNanos += System.nanoTime() - lastNanos;
    lastNanos = System.nanoTime();
    if (step % STEPS_PER_LINE == 0) {
      double speed = (tokens - tokensAtStart) / (trainingNanos / 1e9);
      print(
          "step %d, %.2f of %.2f M tokens, loss %.4f, gradient norm %.2f, rate %.3f,"
              + " load %.2f of mean, %.0f tokens/s, %s left",
          step,
          tokens / 1e6,
          allTokens / 1e6,
          lossSum / steps,
          gradientNorm,
          rate,
          loadImbalance,
          speed,
          left(Duration.ofSeconds((long) ((allTokens - tokens) / speed))));
      lossSum = 0;
      steps = 0;
    }
  }

  @Override
  public void checkpointed(int step, long tokens, Path checkpoint) {
    print(
        "checkpoint after %.2f M tokens: %.1f %% of the evaluation's problems right (greedy)",
        tokens / 1e6, 100 * evaluation.accuracy(checkpoint));
    lastNanos = System.nanoTime();
  }

  private static String left(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds % 3600 / 60);
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
