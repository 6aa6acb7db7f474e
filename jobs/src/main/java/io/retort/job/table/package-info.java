/**
 * The tables of a run directory as Parquet files. A row is a record; the committed Avro schemas say
 * which columns a table has.
 */
@NullMarked
package io.retort.job.table;

import org.jspecify.annotations.NullMarked;
