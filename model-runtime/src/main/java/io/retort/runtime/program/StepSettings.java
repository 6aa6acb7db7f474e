package io.retort.runtime.program;

/**
 * What one update uses.
 *
 * @param step number of the update, from 1; AdamW corrects its moments' bias by it
 * @param adamwRate learning rate of embeddings, head, router and vectors
 * @param muonRate learning rate of the other matrices
 * @param weightDecay decoupled decay of matrices; vectors are not decayed
 * @param beta1 decay of AdamW's first moment
 * @param beta2 decay of AdamW's second moment
 * @param momentum Muon's momentum
 * @param maxGradientNorm the gradient is scaled down to this norm
 * @param balanceRate what an expert's bias moves by (Wang et al. 2024); 0 leaves it alone
 */
public record StepSettings(
    int step,
    double adamwRate,
    double muonRate,
    double weightDecay,
    double beta1,
    double beta2,
    double momentum,
    double maxGradientNorm,
    double balanceRate) {

  /** In the order that {@code training.py}'s step reads. */
  float[] toArray() {
    return new float[] {
      step,
      (float) adamwRate,
      (float) muonRate,
      (float) weightDecay,
      (float) beta1,
      (float) beta2,
      (float) momentum,
      (float) maxGradientNorm,
      (float) balanceRate
    };
  }
}
