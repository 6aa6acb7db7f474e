package io.retort.runtime.checkpoint;

/**
 * Rotary position embedding: how fast each pair of dimensions turns.
 *
 * <p>Frequencies are rounded to float at the same steps as in Hugging Face transformers
 * (modeling_rope_utils.py), since at position 100,000 a difference in the last bit already turns a
 * pair by 0.006 radians.
 *
 * @param theta base of the frequencies (Su et al. 2021, section 3.2.2)
 * @param size rotated dimensions of a head, even
 * @param interleaved pairs are (0,1), (2,3)… if true, else (0, size/2), (1, size/2+1)…
 * @param scaling how the frequencies are stretched for long contexts
 */
public record Rope(double theta, int size, boolean interleaved, Scaling scaling) {

  /** Radians per position of each pair, {@code size / 2} of them. */
  public float[] inverseFrequencies() {
    float[] trained = new float[size / 2];
    for (int i = 0; i < trained.length; i++) {
      trained[i] = 1f / (float) Math.pow(theta, (float) (2 * i) / size);
    }
    return scaling.stretched(trained, theta);
  }

  /** How the frequencies are stretched for contexts longer than those of pre-training. */
  public sealed interface Scaling {

    /** New frequencies for those of pre-training. */
    float[] stretched(float[] trained, double theta);

    /** What cosines and sines are multiplied by. */
    default double rotationFactor() {
      return 1;
    }

    /** What the softmax scale of latent attention is multiplied by. */
    default double softmaxFactor() {
      return 1;
    }
  }

  /** Frequencies as trained. */
  public record Unscaled() implements Scaling {

    @Override
    public float[] stretched(float[] trained, double theta) {
      return trained.clone();
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
   * @param attentionFactor the rotation's factor itself; 0 to derive it
   * @param truncates the pairs between which frequencies change over are whole numbers
   */
  public record Yarn(
      double factor,
      int originalPositions,
      double betaFast,
      double betaSlow,
      double mscale,
      double mscaleAllDim,
      double attentionFactor,
      boolean truncates)
      implements Scaling {

    @Override
    public double rotationFactor() {
      if (attentionFactor != 0) {
        return attentionFactor;
      }
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

    @Override
    public float[] stretched(float[] trained, double theta) {
      int size = 2 * trained.length;
      double first = pairTurning(betaFast, size, theta);
      double last = pairTurning(betaSlow, size, theta);
      double low = Math.max(0, truncates ? Math.floor(first) : first);
      double high = Math.min(size - 1, truncates ? Math.ceil(last) : last);
      double width = low == high ? 0.001 : high - low;
      float[] stretched = new float[trained.length];
      for (int i = 0; i < trained.length; i++) {
        float interpolated = (float) Math.min(1, Math.max(0, (i - low) / width));
        stretched[i] = trained[i] / (float) factor * interpolated + trained[i] * (1 - interpolated);
      }
      return stretched;
    }

    /** The (fractional) pair that turns so often within the original context. */
    private double pairTurning(double turns, int size, double theta) {
      return size * Math.log(originalPositions / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
    }
  }

  /**
   * What Llama 3.1 does: as YaRN, but the share of interpolation falls linearly in the number of
   * turns (transformers, modeling_rope_utils.py, _compute_llama3_parameters).
   *
   * @param factor what the slowest frequencies are divided by
   * @param originalPositions context of pre-training
   * @param lowTurns turns within that context below which a frequency is interpolated fully
   * @param highTurns turns above which it is kept
   */
  public record Llama3(double factor, int originalPositions, double lowTurns, double highTurns)
      implements Scaling {

    @Override
    public float[] stretched(float[] trained, double theta) {
      float[] stretched = new float[trained.length];
      for (int i = 0; i < trained.length; i++) {
        float wavelength = (float) (2 * Math.PI) / trained[i];
        if (wavelength > originalPositions / lowTurns) {
          stretched[i] = trained[i] / (float) factor;
        } else if (wavelength < originalPositions / highTurns) {
          stretched[i] = trained[i];
        } else {
          float kept =
              (originalPositions / wavelength - (float) lowTurns) / (float) (highTurns - lowTurns);
          stretched[i] = (1 - kept) * trained[i] / (float) factor + kept * trained[i];
        }
      }
      return stretched;
    }
  }
}
