package io.retort.udf;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function of the catalog, over Spark's internal values.
 *
 * @param function what it computes
 */
record CatalogAggregate(SqlAggregate function)
    implements AggregateFunction<CollectedRows, @Nullable Object> {

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
  public CollectedRows newAggregationState() {
    return new CollectedRows();
  }

  @Override
  public CollectedRows update(CollectedRows state, InternalRow input) {
    return state.add(function, InternalValues.toExternal(input, function.arguments()));
  }

  @Override
  public CollectedRows merge(CollectedRows left, CollectedRows right) {
    return left.addAll(right);
  }

  @Override
  public @Nullable Object produceResult(CollectedRows state) {
    return InternalValues.toInternal(function.result(state), function.returns());
  }
}
