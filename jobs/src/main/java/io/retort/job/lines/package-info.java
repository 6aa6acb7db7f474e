/** Files of one JSON object a line, read and written by commands that need no Spark. */
@NullMarked
package io.retort.job.lines;

import org.jspecify.annotations.NullMarked;
