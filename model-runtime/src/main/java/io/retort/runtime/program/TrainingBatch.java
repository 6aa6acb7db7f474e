package io.retort.runtime.program;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Token rows of one length, padded on the right.
 *
 * @param ids token ids, row after row
 * @param learned whether the loss counts the token, row after row; false on prompts and padding
 * @param length tokens of a row
 */
public record TrainingBatch(List<Integer> ids, List<Boolean> learned, int length) {

  public TrainingBatch {
    ids = List.copyOf(ids);
    learned = List.copyOf(learned);
    if (ids.size() != learned.size() || length < 2 || ids.size() % length != 0) {
      throw new IllegalArgumentException(
          "a batch must have whole rows of at least 2 tokens, but has "
              + ids.size()
              + " ids and "
              + learned.size()
              + " marks in rows of "
              + length);
    }
  }

  NDList arrays(NDManager scope) {
    long[] tokens = ids.stream().mapToLong(Integer::longValue).toArray();
    float[] marks = new float[tokens.length];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = learned.get(i) ? 1 : 0;
    }
    Shape shape = new Shape(tokens.length / length, length);
    return new NDList(scope.create(tokens, shape), scope.create(marks, shape));
  }
}
