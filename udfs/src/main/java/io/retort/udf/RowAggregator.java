package io.retort.udf;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** An aggregate as Spark's typed {@code Aggregator}. */
final class RowAggregator extends Aggregator<Row, CollectedRows, @Nullable Object> {

  private static final long serialVersionUID = 1L;

  private final SqlAggregate function;

  RowAggregator(SqlAggregate function) {
    this.function = function;
  }

  /** The types of the arguments as a row. */
  Encoder<Row> inputEncoder() {
    StructType columns = new StructType();
    for (int i = 0; i < function.arguments().size(); i++) {
      columns = columns.add("_" + i, function.arguments().get(i));
    }
    return Encoders.row(columns);
  }

  @Override
  public CollectedRows zero() {
    return new CollectedRows();
  }

  @Override
  public CollectedRows reduce(CollectedRows buffer, Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(row.get(i));
    }
    return buffer.add(function, values);
  }

  @Override
  public CollectedRows merge(CollectedRows one, CollectedRows other) {
    return one.addAll(other);
  }

  @Override
  public @Nullable Object finish(CollectedRows buffer) {
    return function.result(buffer);
  }

  @Override
  public Encoder<CollectedRows> bufferEncoder() {
    return Encoders.javaSerialization(CollectedRows.class);
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // a struct is a Row, anything else a Double
  public Encoder<@Nullable Object> outputEncoder() {
    Encoder encoder =
        function.returns() instanceof StructType columns
            ? Encoders.row(columns)
            : Encoders.DOUBLE();
    return encoder;
  }
}
