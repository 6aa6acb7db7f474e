package io.retort.job.likelihood;

import java.util.List;

/**
 * A multiple choice decided by the probability of its options.
 *
 * @param options how probable each is, in the order of their letters
 * @param target which one is right, from 0
 */
public record ChoiceScore(List<Likelihood> options, int target) {

  /**
   * What options are compared by. Longer options are less probable as a whole, so that their length
   * decides with them; the other two take it out in their own way.
   */
  public enum Measure {
    /** The whole option: "acc" of lm-evaluation-harness. */
    SUM("chosen", "the whole option") {
      @Override
      double of(Likelihood option) {
        return option.logprob();
      }
    },
    /** The mean over its tokens. */
    PER_TOKEN("chosen_per_token", "the mean over its tokens") {
      @Override
      double of(Likelihood option) {
        return option.perToken();
      }
    },
    /** The mean over its bytes; "acc_norm" there. */
    PER_BYTE("chosen_per_byte", "the mean over its bytes") {
      @Override
      double of(Likelihood option) {
        return option.perByte();
      }
    };

    private final String field;
    private final String words;

    Measure(String field, String words) {
      this.field = field;
      this.words = words;
    }

    abstract double of(Likelihood option);

    /** The field of a result with the option it comes to. */
    String field() {
      return field;
    }

    String words() {
      return words;
    }
  }

  public ChoiceScore {
    options = List.copyOf(options);
  }

  /** The most probable option, from 0; the first of equal ones. */
  public int best(Measure measure) {
    int best = 0;
    for (int i = 1; i < options.size(); i++) {
      if (value(measure, i) > value(measure, best)) {
        best = i;
      }
    }
    return best;
  }

  public boolean isCorrect(Measure measure) {
    return best(measure) == target;
  }

  private double value(Measure measure, int option) {
    return measure.of(options.get(option));
  }
}
