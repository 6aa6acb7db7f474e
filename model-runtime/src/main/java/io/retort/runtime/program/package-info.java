/**
 * The forward pass as a TorchScript program. The source lies in the resources; Java packs, loads
 * and calls it.
 */
@NullMarked
package io.retort.runtime.program;

import org.jspecify.annotations.NullMarked;
