package io.retort.runtime;

import io.retort.runtime.program.Weights;
import java.io.Serializable;

/**
 * How a checkpoint is loaded and run.
 *
 * @param dtype "auto" (the checkpoint's own), "float32" or "bfloat16"
 * @param batchSize most sequences that decode together in one lane
 * @param threads intra-op threads of one native call
 * @param weights which copy of the weights decoding reads
 * @param lanes threads that run steps side by side, each of its own sequences; lanes times threads
 *     should not exceed the cores
 * @param cacheBytes most memory for the cache; 0: what the sequences can need, at most a quarter of
 *     the machine's memory
 * @param drafts most tokens guessed ahead of a sequence from what it has already said; 0 guesses
 *     none. It changes no result
 * @param device "cpu" or "gpu0", "gpu1"...
 */
public record EngineOptions(
    String dtype,
    int batchSize,
    int threads,
    Weights weights,
    int lanes,
    long cacheBytes,
    int drafts,
    String device)
    implements Serializable {

  public EngineOptions {
    if (!dtype.equals("auto") && !dtype.equals("float32") && !dtype.equals("bfloat16")) {
      throw new IllegalArgumentException(
          "dtype must be auto, float32 or bfloat16, but was '" + dtype + "'");
    }
    atLeast("batchSize", batchSize, 1);
    atLeast("threads", threads, 1);
    atLeast("lanes", lanes, 1);
    atLeast("cacheBytes", cacheBytes, 0);
    atLeast("drafts", drafts, 0);
    if (!device.matches("cpu|gpu\\d{1,4}")) {
      throw new IllegalArgumentException(
          "device must be cpu or gpu with a number, such as gpu0, but was '" + device + "'");
    }
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " must be at least " + least + ", but was " + value);
    }
  }

  /** One lane on the processor, without guessing. */
  public EngineOptions(String dtype, int batchSize, int threads, Weights weights) {
    this(dtype, batchSize, threads, weights, 1, 0, 0, "cpu");
  }

  /** With packed weights, which decode fastest without changing what is computed. */
  public EngineOptions(String dtype, int batchSize, int threads) {
    this(dtype, batchSize, threads, Weights.PACKED);
  }

  /** The same with so many lanes. */
  public EngineOptions withLanes(int newLanes) {
    return new EngineOptions(
        dtype, batchSize, threads, weights, newLanes, cacheBytes, drafts, device);
  }

  /** The same with so much memory for the cache. */
  public EngineOptions withCacheBytes(long newCacheBytes) {
    return new EngineOptions(
        dtype, batchSize, threads, weights, lanes, newCacheBytes, drafts, device);
  }

  /** The same with so many guessed tokens. */
  public EngineOptions withDrafts(int newDrafts) {
    return new EngineOptions(
        dtype, batchSize, threads, weights, lanes, cacheBytes, newDrafts, device);
  }

  /** The same on another device. */
  public EngineOptions withDevice(String newDevice) {
    return new EngineOptions(
        dtype, batchSize, threads, weights, lanes, cacheBytes, drafts, newDevice);
  }
}
