package io.retort.runtime.training;

import java.util.List;

/**
 * An endless supply of examples in numbered pools.
 *
 * <p>A pool depends on nothing but its number, so training that resumes at pool 17 sees what it
 * would have seen without the interruption.
 */
@FunctionalInterface
public interface ExamplePools {

  /** The examples of one pool, numbered from 0; always the same for the same number. */
  List<TrainingExample> pool(int number);
}
