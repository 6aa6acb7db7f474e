package io.retort.udf;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function of the catalog, over Spark's internal values.
 *
 * @param function what it computes
 */
record CatalogScalar(SqlFunction function) implements ScalarFunction<@Nullable Object> {

  private static final long serialVersionUID = 1L;

  @Override
  public DataType[] inputTypes() {
    return function.arguments().toArray(DataType[]::new);
  }

  @Override
  public DataType resultType() {
    return function.returns();
  }

  @Override
  public String name() {
    return function.name();
  }

  @Override
  public String canonicalName() {
    return "retort." + function.name();
  }

  @Override
  public @Nullable Object produceResult(InternalRow input) {
    return InternalValues.toInternal(
        function.call(InternalValues.toExternal(input, function.arguments()).toArray()),
        function.returns());
  }
}
