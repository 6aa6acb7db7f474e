package io.retort.runtime.tokenizer.template;

/** Where a template goes on after a statement. */
enum Flow {
  /** At the next statement. */
  NEXT,
  /** After the loop. */
  BREAK,
  /** At the next turn of the loop. */
  CONTINUE
}
