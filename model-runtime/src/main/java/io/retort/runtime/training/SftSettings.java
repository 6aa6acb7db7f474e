package io.retort.runtime.training;

/**
 * How a model is trained on completions.
 *
 * @param seed starts the weights and the order of batches
 * @param tokens training ends when so many tokens, padding not counted, have been seen
 * @param batchTokens tokens of one update, padding counted
 * @param warmupSteps updates over which the rates rise from 0
 * @param adamwRate highest learning rate of embeddings, head, router and vectors
 * @param muonRate highest learning rate of the other matrices; 0 trains them with AdamW too
 * @param weightDecay decoupled decay of matrices
 * @param maxGradientNorm the gradient is scaled down to this norm
 * @param balanceRate what an expert's bias moves by in each update
 * @param evaluateEveryTokens a checkpoint is written and evaluated when so many more have been seen
 * @param saveEverySteps the state to resume from is written after so many updates
 * @param threads intra-op threads
 */
public record SftSettings(
    long seed,
    long tokens,
    int batchTokens,
    int warmupSteps,
    double adamwRate,
    double muonRate,
    double weightDecay,
    double maxGradientNorm,
    double balanceRate,
    long evaluateEveryTokens,
    int saveEverySteps,
    int threads) {}
