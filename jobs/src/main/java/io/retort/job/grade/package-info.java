/**
 * Grades completions that exist already, in JSONL or Parquet, without a model and without Spark.
 */
@NullMarked
package io.retort.job.grade;

import org.jspecify.annotations.NullMarked;
