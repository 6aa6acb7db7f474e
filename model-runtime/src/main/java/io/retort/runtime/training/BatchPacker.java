package io.retort.runtime.training;

import io.retort.runtime.program.TrainingBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Packs the examples of a pool into batches of about equal cost, with little padding. */
final class BatchPacker {

  // Rows end on a multiple of this, so that products come in few shapes.
  private static final int LENGTH_MULTIPLE = 16;

  private final int batchTokens;
  private final int paddingId;

  /**
   * @param batchTokens tokens of a batch, padding up to its longest row counted
   * @param paddingId what rows are filled with
   */
  BatchPacker(int batchTokens, int paddingId) {
    this.batchTokens = batchTokens;
    this.paddingId = paddingId;
  }

  /** One batch and how many of its tokens are no padding. */
  record Packed(TrainingBatch batch, int tokens) {}

  /** Rows of like length together; the batches then in random order. */
  List<Packed> pack(List<TrainingExample> pool, long seed) {
    List<TrainingExample> byLength = new ArrayList<>(pool);
    byLength.sort(Comparator.comparingInt(example -> example.tokens().size()));
    List<Packed> batches = new ArrayList<>();
    List<TrainingExample> rows = new ArrayList<>();
    for (TrainingExample example : byLength) {
      if (!rows.isEmpty() && (rows.size() + 1) * example.tokens().size() > batchTokens) {
        batches.add(padded(rows));
        rows.clear();
      }
      rows.add(example);
    }
    if (!rows.isEmpty()) {
      batches.add(padded(rows));
    }
    // java.util.Random and shuffle are specified to the bit, so a resumed run sees the same order.
    Collections.shuffle(batches, new Random(seed));
    return batches;
  }

  private Packed padded(List<TrainingExample> rows) {
    int longest = rows.get(rows.size() - 1).tokens().size();
    int length = (longest + LENGTH_MULTIPLE - 1) / LENGTH_MULTIPLE * LENGTH_MULTIPLE;
    List<Integer> ids = new ArrayList<>();
    List<Boolean> learned = new ArrayList<>();
    int tokens = 0;
    for (TrainingExample row : rows) {
      ids.addAll(row.tokens());
      learned.addAll(row.learned());
      tokens += row.tokens().size();
      for (int i = row.tokens().size(); i < length; i++) {
        ids.add(paddingId);
        learned.add(false);
      }
    }
    return new Packed(new TrainingBatch(ids, learned, length), tokens);
  }
}
