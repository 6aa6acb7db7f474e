package io.retort.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an aggregate's calls so far. Public only because Spark's encoders ask for it.
 */
public final class CollectedRows implements Serializable {

  private static final long serialVersionUID = 1L;

  // A concrete type, so that the field can be serialised.
  private final ArrayList<List<Object>> rows = new ArrayList<>();

  List<List<Object>> rows() {
    return rows;
  }

  /** Adds one row, unless it has a null. */
  CollectedRows add(SqlAggregate function, List<? extends @Nullable Object> values) {
    ArrayList<Object> row = new ArrayList<>();
    List<DataType> types = function.arguments();
    for (int i = 0; i < types.size(); i++) {
      Object value = values.get(i);
      if (value == null) {
        return this;
      }
      row.add(SqlValues.typed(function.name(), value, types.get(i)));
    }
    rows.add(row);
    return this;
  }

  CollectedRows addAll(CollectedRows other) {
    rows.addAll(other.rows);
    return this;
  }
}
