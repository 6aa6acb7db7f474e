package io.retort.udf;

import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * All functions as a catalog, for sessions that nobody can call {@link SqlFunctions#register} in.
 *
 * <p>Example: with {@code spark.sql.catalog.retort=io.retort.udf.RetortCatalog}, {@code SELECT
 * retort.pass_at_k(10, 3, 5)} returns 0.9166666666666667.
 */
public final class RetortCatalog implements FunctionCatalog {

  private String name = "";

  @Override
  public void initialize(String catalogName, CaseInsensitiveStringMap options) {
    name = catalogName;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return namespace.length > 0
        ? new Identifier[0]
        : Stream.concat(
                SqlFunctions.SCALARS.stream().map(SqlFunction::name),
                SqlFunctions.AGGREGATES.stream().map(SqlAggregate::name))
            .sorted()
            .map(function -> Identifier.of(namespace, function))
            .toArray(Identifier[]::new);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    if (identifier.namespace().length == 0) {
      for (SqlFunction function : SqlFunctions.SCALARS) {
        if (function.name().equals(identifier.name())) {
          return new CatalogFunction(
              function.name(),
              function.usage(),
              function.arguments().size(),
              new CatalogScalar(function));
        }
      }
      for (SqlAggregate function : SqlFunctions.AGGREGATES) {
        if (function.name().equals(identifier.name())) {
          return new CatalogFunction(
              function.name(),
              function.usage(),
              function.arguments().size(),
              new CatalogAggregate(function));
        }
      }
    }
    throw new NoSuchFunctionException(identifier);
  }
}
