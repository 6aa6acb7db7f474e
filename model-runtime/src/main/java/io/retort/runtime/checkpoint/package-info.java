/**
 * What lies in a Hugging Face folder: the configuration and the weights. Everything is checked
 * before the native library sees it.
 */
@NullMarked
package io.retort.runtime.checkpoint;

import org.jspecify.annotations.NullMarked;
