package io.retort.runtime;

import io.retort.runtime.program.Weights;
import java.io.Serializable;
import java.util.List;

/**
 * How a checkpoint is loaded and run.
 *
 * @param dtype "auto" (the checkpoint's own), "float32" or "bfloat16"
 * @param batchSize most sequences that decode together in one lane
 * @param threads that a pass takes, see {@link io.retort.runtime.program.ProgramOptions}
 * @param weights which copy of the weights decoding reads
 * @param lanes threads that run steps side by side, each of its own sequences; lanes times threads
 *     should not exceed the cores
 * @param cacheBytes most memory for the cache; 0: what the sequences can need, at most a quarter of
 *     the machine's memory
 * @param drafts most tokens guessed ahead of a sequence; 0 guesses none. It changes no result
 * @param draftSource where guesses come from, if any are made
 * @param devices "cpu" or "gpu0", "gpu1"...; several share the layers, in their order, each with a
 *     contiguous part. To keep all busy takes at least as many lanes. It changes no result on
 *     processors
 */
public record EngineOptions(
    String dtype,
    int batchSize,
    int threads,
    Weights weights,
    int lanes,
    long cacheBytes,
    int drafts,
    DraftSource draftSource,
    List<String> devices)
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
    devices = List.copyOf(devices);
    if (devices.isEmpty()) {
      throw new IllegalArgumentException("devices must be at least one, but were none");
    }
    for (String device : devices) {
      if (!device.matches("cpu|gpu\\d{1,4}")) {
        throw new IllegalArgumentException(
            "device must be cpu or gpu with a number, such as gpu0, but was '" + device + "'");
      }
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
    this(dtype, batchSize, threads, weights, 1, 0, 0, DraftSource.LOOKUP, List.of("cpu"));
  }

  /** With packed weights, which decode fastest without changing what is computed. */
  public EngineOptions(String dtype, int batchSize, int threads) {
    this(dtype, batchSize, threads, Weights.PACKED);
  }

  /** The same with so many lanes. */
  public EngineOptions withLanes(int newLanes) {
    return new EngineOptions(
        dtype, batchSize, threads, weights, newLanes, cacheBytes, drafts, draftSource, devices);
  }

  /** The same with so much memory for the cache. */
  public EngineOptions withCacheBytes(long newCacheBytes) {
    return new EngineOptions(
        dtype, batchSize, threads, weights, lanes, newCacheBytes, drafts, draftSource, devices);
  }

  /** The same with so many guessed tokens. */
  public EngineOptions withDrafts(int newDrafts) {
    return new EngineOptions(
        dtype, batchSize, threads, weights, lanes, cacheBytes, newDrafts, draftSource, devices);
  }

  /** The same with guesses of another source. */
  public EngineOptions withDraftSource(DraftSource newSource) {
    return new EngineOptions(
        dtype, batchSize, threads, weights, lanes, cacheBytes, drafts, newSource, devices);
  }

  /** Whether the checkpoint's layer for multi-token prediction is loaded. */
  public boolean usesMtp() {
    return drafts > 0 && draftSource == DraftSource.MTP;
  }

  /** The same on other devices. */
  public EngineOptions withDevices(List<String> newDevices) {
    return new EngineOptions(
        dtype, batchSize, threads, weights, lanes, cacheBytes, drafts, draftSource, newDevices);
  }
}
