/**
 * Rows of a file as JSON objects, whatever its format: JSONL, JSON, CSV, Parquet, gzipped or not.
 * What is wrong with a file is reported in one go, with the place of each fault.
 */
@NullMarked
package io.retort.benchmark.rows;

import org.jspecify.annotations.NullMarked;
