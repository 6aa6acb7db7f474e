package io.retort.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A function of SQL with its description: what it does, a call, and the call's answer, which a test
 * compares.
 *
 * <p>Null policy: a call with a null argument is null, unless {@code seesNulls}. Numbers of any
 * type are accepted where they have the value, because literals such as 0.5 are decimals in SQL.
 *
 * @param name in SQL
 * @param arguments their types; arrays are handed to the body as Lists
 * @param returns type of the result; never contains null where a call is not null, unless the
 *     description says so
 * @param usage one sentence
 * @param example a call
 * @param answer the example's result as SQL's {@code CAST(... AS STRING)} shows it
 * @param seesNulls whether the body is called with nulls too
 * @param body the function
 */
record SqlFunction(
    String name,
    List<DataType> arguments,
    DataType returns,
    String usage,
    String example,
    String answer,
    boolean seesNulls,
    Body body)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The computation; arguments have the declared types. */
  @FunctionalInterface
  interface Body extends Serializable {
    @Nullable Object of(List<@Nullable Object> arguments);
  }

  SqlFunction {
    arguments = List.copyOf(arguments);
  }

  /** A function that is null for null arguments. */
  static SqlFunction of(
      String name,
      List<DataType> arguments,
      DataType returns,
      String usage,
      String example,
      String answer,
      Body body) {
    return new SqlFunction(name, arguments, returns, usage, example, answer, false, body);
  }

  /** The same function with a body that decides about nulls itself. */
  SqlFunction seeingNulls() {
    return new SqlFunction(name, arguments, returns, usage, example, answer, true, body);
  }

  /**
   * Calls the body.
   *
   * @param values as Spark hands them to a Java function
   */
  @Nullable Object call(@Nullable Object... values) {
    List<@Nullable Object> typed = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value == null && !seesNulls) {
        return null;
      }
      typed.add(value == null ? null : SqlValues.typed(name, value, arguments.get(i)));
    }
    return body.of(typed);
  }
}
