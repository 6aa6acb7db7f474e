/**
 * From text and chat messages to token ids and back. The chat template of the checkpoint decides
 * how messages become a prompt.
 */
@NullMarked
package io.retort.runtime.tokenizer;

import org.jspecify.annotations.NullMarked;
