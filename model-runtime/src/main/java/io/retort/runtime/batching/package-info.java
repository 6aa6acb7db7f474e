/** Which sequences run together. A completion never depends on its neighbours. */
@NullMarked
package io.retort.runtime.batching;

import org.jspecify.annotations.NullMarked;
