package io.retort.udf;

import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.StructType;

/**
 * A function of the catalog before its arguments are known.
 *
 * @param usage one sentence, beginning with the arguments
 * @param arguments how many it takes; Spark casts them to the types of {@code bound}
 */
record CatalogFunction(String name, String usage, int arguments, BoundFunction bound)
    implements UnboundFunction {

  @Override
  public BoundFunction bind(StructType inputType) {
    if (inputType.fields().length != arguments) {
      // Spark takes this exception for arguments that do not fit.
      throw new UnsupportedOperationException(
          name + " takes " + arguments + " arguments, but got " + inputType.fields().length);
    }
    return bound;
  }

  @Override
  public String description() {
    return name + usage;
  }
}
