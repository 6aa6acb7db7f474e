package io.retort.grader;

import java.util.Optional;

/**
 * Judges one completion against a target.
 *
 * <p>Graders are stateless, safe for use by many threads, and bounded: the work for a row grows
 * linearly with its length. The same arguments always give the same verdict.
 */
public interface Grader {

  /** The word stored in the scores and named in configuration. */
  String name();

  /** Changes whenever any verdict can change; part of the protocol hash. */
  String version();

  /**
   * Why {@code target} cannot be graded against; empty if it can. Asked once for each problem when
   * a benchmark is loaded, so that a broken one stops the job before a model is loaded.
   */
  Optional<String> problemWithTarget(String target);

  /**
   * Judges one completion.
   *
   * @throws IllegalArgumentException if {@link #problemWithTarget} finds one: a row that cannot be
   *     judged is an outcome, but a benchmark without an answer key is a mistake
   */
  Verdict grade(CompletionText completion, String target);

  /** One spelling for all answers that this grader takes as equal, such as "3/4" for "0.75". */
  String canonical(String extracted);

  /**
   * The class of answers that this rollout votes for in maj@k; empty if it abstains because it has
   * no answer.
   *
   * <p>A correct rollout votes for the target, however it spelled it, so that the right answer
   * never competes with itself.
   */
  default Optional<String> vote(Verdict verdict, String target) {
    if (verdict instanceof Verdict.Correct) {
      return Optional.of(canonical(target));
    }
    return verdict instanceof Verdict.Wrong
        ? Optional.of(canonical(verdict.extracted()))
        : Optional.empty();
  }
}
