package io.retort.job.likelihood;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.benchmark.Problem;
import io.retort.job.likelihood.ChoiceScore.Measure;
import java.util.List;

/**
 * A problem with how probable each of its texts is.
 *
 * @param likelihoods in the order of its options, or one for the target
 */
public record ScoredQuestion(Problem problem, List<Likelihood> likelihoods) {

  private static final JsonMapper JSON = new JsonMapper();

  public ScoredQuestion {
    likelihoods = List.copyOf(likelihoods);
  }

  /** Which option it comes to. */
  public ChoiceScore choice() {
    return new ChoiceScore(likelihoods, letters().indexOf(problem.target()));
  }

  Likelihood ofTarget() {
    return likelihoods.get(0);
  }

  /** A row for a file. */
  public ObjectNode row(Mode mode) {
    ObjectNode row = JSON.createObjectNode().put("id", problem.id());
    if (!mode.isChoice()) {
      return row.put("logprob", ofTarget().logprob())
          .put("tokens", ofTarget().tokens())
          .put("bytes", ofTarget().bytes());
    }
    row.put("target", problem.target());
    ObjectNode logprobs = row.putObject("logprobs");
    for (int i = 0; i < likelihoods.size(); i++) {
      logprobs.put(letters().get(i), likelihoods.get(i).logprob());
    }
    for (Measure measure : mode.measures()) {
      row.put(measure.field(), letter(measure));
    }
    return row;
  }

  private String letter(Measure measure) {
    return letters().get(choice().best(measure));
  }

  private List<String> letters() {
    return Problem.letters(problem.choices().size());
  }
}
