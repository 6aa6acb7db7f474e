/**
 * Renders chat templates: the part of Jinja that Hugging Face checkpoints use, with Python's values
 * and white space as Jinja 3.1 has them. Templates are downloaded, so what one may cost is bounded.
 */
@NullMarked
package io.retort.runtime.tokenizer.template;

import org.jspecify.annotations.NullMarked;
