package io.retort.udf;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The types of arguments and results. */
final class SqlTypes {

  static final DataType TEXT = DataTypes.StringType;
  static final DataType INT = DataTypes.IntegerType;
  static final DataType DOUBLE = DataTypes.DoubleType;
  static final DataType BOOLEAN = DataTypes.BooleanType;
  static final DataType TEXTS = DataTypes.createArrayType(TEXT);
  static final DataType INTS = DataTypes.createArrayType(INT);
  static final DataType DOUBLES = DataTypes.createArrayType(DOUBLE);
  static final DataType BOOLEANS = DataTypes.createArrayType(BOOLEAN);

  /** Ends included. */
  static final StructType INTERVAL =
      new StructType().add("low", DOUBLE, false).add("high", DOUBLE, false);

  private SqlTypes() {}
}
