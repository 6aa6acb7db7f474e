/** Properties of a completion that decide whether it becomes a trace. Pure functions over text. */
@NullMarked
package io.retort.filter;

import org.jspecify.annotations.NullMarked;
