package io.retort.job.stats;

import io.retort.job.lines.Fields;

/** One function over the fields of a row. */
@FunctionalInterface
interface Statistic {

  /** The outputs, in the order in which they are written. */
  Output of(Fields row);
}
