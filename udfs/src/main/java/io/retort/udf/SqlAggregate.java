package io.retort.udf;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function of SQL with its description.
 *
 * <p>Null policy: rows with a null are left out, as SQL's own aggregates do; over no rows the
 * result is null. Rows are collected and computed over at the end, so a group must fit into memory:
 * rows of a benchmark do.
 *
 * @param name in SQL
 * @param arguments their types
 * @param returns type of the result
 * @param usage one sentence
 * @param example a query over no table
 * @param answer the example's result as SQL's {@code CAST(... AS STRING)} shows it
 * @param finish computes the result from the rows, at least one, in any order
 */
record SqlAggregate(
    String name,
    List<DataType> arguments,
    DataType returns,
    String usage,
    String example,
    String answer,
    Finish finish)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  SqlAggregate {
    arguments = List.copyOf(arguments);
  }

  /** The computation; each row has the declared types. */
  @FunctionalInterface
  interface Finish extends Serializable {
    Object of(List<List<Object>> rows);
  }

  /** The result over collected rows. */
  @Nullable Object result(CollectedRows rows) {
    if (!rows.rows().isEmpty()) {
      return finish.of(rows.rows());
    }
    // Spark's encoders cannot write a null struct at the top.
    return returns instanceof StructType struct
        ? RowFactory.create(new Object[struct.size()])
        : null;
  }
}
