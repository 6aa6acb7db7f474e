package io.retort.grader;

/**
 * What became of one completion, with an explanation a reader can check.
 *
 * <p>There are six outcomes, not two: a completion with nothing to compare is {@link Unparsed},
 * {@link Truncated} and so on, so that a broken parser or a short token budget is not counted as a
 * weak model.
 */
public sealed interface Verdict {

  /** The word stored in the scores; spelled out, so that renaming a class cannot change data. */
  String outcome();

  /** One sentence naming the values compared, or what kept them from being compared. */
  String explanation();

  /** The answer as the completion wrote it, shortened if very long; empty if there was none. */
  default String extracted() {
    return "";
  }

  /**
   * Where the answer stood, such as {@code boxed} or {@code last_number}; empty if there was none
   * or the grader looks in one place only.
   */
  default String source() {
    return "";
  }

  /** 1 for correct, 0 otherwise; averaged into pass@1. */
  default int points() {
    return 0;
  }

  /** The answer equals the target. */
  record Correct(String extracted, String explanation, String source) implements Verdict {

    /** For a grader that looks in one place only. */
    public Correct(String extracted, String explanation) {
      this(extracted, explanation, "");
    }

    @Override
    public String outcome() {
      return "correct";
    }

    @Override
    public int points() {
      return 1;
    }
  }

  /** There is an answer, and it differs from the target. */
  record Wrong(String extracted, String explanation, String source) implements Verdict {

    /** For a grader that looks in one place only. */
    public Wrong(String extracted, String explanation) {
      this(extracted, explanation, "");
    }

    @Override
    public String outcome() {
      return "wrong";
    }
  }

  /** The token budget ran out before the model stopped; decided from the finish reason alone. */
  record Truncated(String explanation) implements Verdict {
    @Override
    public String outcome() {
      return "truncated";
    }
  }

  /** The model stopped by itself, but left nothing to compare. */
  record Unparsed(String explanation) implements Verdict {
    @Override
    public String outcome() {
      return "unparsed";
    }
  }

  /** The grader reached its bound on work before it could decide. */
  record GraderTimeout(String explanation) implements Verdict {
    @Override
    public String outcome() {
      return "grader_timeout";
    }
  }

  /** The model never produced this completion; the explanation is the engine's error. */
  record EngineError(String explanation) implements Verdict {
    @Override
    public String outcome() {
      return "engine_error";
    }
  }
}
