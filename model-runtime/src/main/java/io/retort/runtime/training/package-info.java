/**
 * Trains small models with the same programs that run them. Checkpoints are ordinary Hugging Face
 * folders.
 */
@NullMarked
package io.retort.runtime.training;

import org.jspecify.annotations.NullMarked;
