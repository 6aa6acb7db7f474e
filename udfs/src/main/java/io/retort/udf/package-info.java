/**
 * Graders, metrics, filters and rewards as Spark SQL functions. Only types and nulls are handled
 * here.
 *
 * <p>{@link io.retort.udf.SqlFunctions#register} makes all of them known to a session; {@link
 * io.retort.udf.RetortCatalog} offers them under a catalog's name, without a line of code.
 */
@NullMarked
package io.retort.udf;

import org.jspecify.annotations.NullMarked;
