package io.retort.grader.text;

import java.util.Optional;

/** What targets of text must hold. */
final class Targets {

  private Targets() {}

  static Optional<String> problemIfEmpty(String target, Normalization normalization) {
    return normalization.spans(target).stream().allMatch(span -> normalization.text(span).isEmpty())
        ? Optional.of(
            "target must hold an answer after normalisation, but was " + Shown.quoted(target))
        : Optional.empty();
  }
}
