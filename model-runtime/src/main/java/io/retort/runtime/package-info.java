/** From a checkpoint folder to completions. DJL types stay inside this package and its children. */
@NullMarked
package io.retort.runtime;

import org.jspecify.annotations.NullMarked;
