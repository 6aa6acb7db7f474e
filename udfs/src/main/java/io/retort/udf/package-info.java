/** Graders, metrics and filters as Spark SQL functions. Only types and nulls are handled here. */
@NullMarked
package io.retort.udf;

import org.jspecify.annotations.NullMarked;
