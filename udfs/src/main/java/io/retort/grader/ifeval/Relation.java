package io.retort.grader.ifeval;

import java.util.Optional;

/** How a count is compared with the one asked for. */
enum Relation {
  LESS_THAN("less than"),
  AT_LEAST("at least");

  private final String word;

  Relation(String word) {
    this.word = word;
  }

  static Optional<Relation> named(String word) {
    for (Relation relation : values()) {
      if (relation.word.equals(word)) {
        return Optional.of(relation);
      }
    }
    return Optional.empty();
  }

  boolean holds(long actual, int wanted) {
    return this == LESS_THAN ? actual < wanted : actual >= wanted;
  }
}
