package io.retort.runtime.checkpoint;

import java.util.Arrays;

/**
 * Rotary position embedding: how fast each pair of dimensions turns.
 *
 * @param theta base of the frequencies (Su et al. 2021, section 3.2.2)
 * @param size rotated dimensions of a head, even
 * @param interleaved pairs are (0,1), (2,3)… if true, else (0, size/2), (1, size/2+1)…
 * @param scaling how the frequencies are stretched for long contexts
 */
public record Rope(double theta, int size, boolean interleaved, Scaling scaling) {

  /** How the frequencies are stretched for contexts longer than those of pre-training. */
  public sealed interface Scaling {

    /** What cosines and sines are multiplied by. */
    double rotationFactor();

    /** What the softmax scale is multiplied by. */
    double softmaxFactor();
  }

  /** Frequencies as trained. */
  public record Unscaled() implements Scaling {

    @Override
    public double rotationFactor() {
      return 1;
    }

    @Override
    public double softmaxFactor() {
      return 1;
    }
  }

  /**
   * YaRN (Peng et al. 2023, section 3.2): slow frequencies are interpolated, fast ones kept.
   *
   * @param factor length of the new context over that of pre-training
   * @param originalPositions context of pre-training
   * @param betaFast turns within that context above which a frequency is kept
   * @param betaSlow turns below which it is interpolated fully
   * @param mscale weight of the attention temperature in the rotation; 0 if the checkpoint has none
   * @param mscaleAllDim weight of it in the softmax scale; 0 if the checkpoint has none
   */
  public record Yarn(
      double factor,
      int originalPositions,
      double betaFast,
      double betaSlow,
      double mscale,
      double mscaleAllDim)
      implements Scaling {

    @Override
    public double rotationFactor() {
      return mscale != 0 && mscaleAllDim != 0
          ? temperature(mscale) / temperature(mscaleAllDim)
          : temperature(1);
    }

    @Override
    public double softmaxFactor() {
      return mscaleAllDim == 0 ? 1 : temperature(mscaleAllDim) * temperature(mscaleAllDim);
    }

    // Peng et al. 2023, equation 22, with DeepSeek's weight.
    private double temperature(double weight) {
      return factor <= 1 ? 1 : 0.1 * weight * Math.log(factor) + 1;
    }
  }

  /**
   * Radians per position of each pair, {@code size / 2} of them. Rounded to float at the same steps
   * as Hugging Face transformers (modeling_rope_utils.py), since at position 100,000 a difference
   * in the last bit already turns a pair by 0.006 radians.
   */
  public float[] inverseFrequencies() {
    int pairs = size / 2;
    float[] trained = new float[pairs];
    for (int i = 0; i < pairs; i++) {
      trained[i] = 1f / (float) Math.pow(theta, (float) (2 * i) / size);
    }
    return scaling instanceof Yarn yarn ? stretched(trained, yarn) : trained;
  }

  private float[] stretched(float[] trained, Yarn yarn) {
    double low = Math.max(0, Math.floor(pairTurning(yarn.betaFast, yarn)));
    double high = Math.min(size - 1, Math.ceil(pairTurning(yarn.betaSlow, yarn)));
    double width = low == high ? 0.001 : high - low;
    float[] stretched = Arrays.copyOf(trained, trained.length);
    for (int i = 0; i < trained.length; i++) {
      float interpolated = (float) Math.min(1, Math.max(0, (i - low) / width));
      stretched[i] =
          trained[i] / (float) yarn.factor * interpolated + trained[i] * (1 - interpolated);
    }
    return stretched;
  }

  /** The (fractional) pair that turns so often within the original context. */
  private double pairTurning(double turns, Yarn yarn) {
    return size * Math.log(yarn.originalPositions / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
  }
}
