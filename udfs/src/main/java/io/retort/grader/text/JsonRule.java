package io.retort.grader.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.grader.Verdict;
import java.util.Optional;

/**
 * The answer is JSON, alone or in a code fence, and is compared with a target that is JSON too.
 *
 * @param comparison how
 */
record JsonRule(JsonComparison comparison) implements AnswerRule {

  @Override
  public Optional<String> problemWithTarget(String target) {
    return JsonText.read(target).isPresent()
        ? Optional.empty()
        : Optional.of("target must be JSON, but was " + Shown.quoted(target));
  }

  @Override
  public Grade compare(String answer, String target) {
    Optional<JsonNode> found = JsonText.read(answer).or(() -> JsonText.lastFenced(answer));
    if (found.isEmpty()) {
      return Grade.of(
          new Verdict.Unparsed(
              "the answer is no JSON, alone or in a code fence: " + Shown.quoted(answer)));
    }
    JsonNode wanted = JsonText.read(target).orElseThrow();
    Optional<String> difference = comparison.difference(found.get(), wanted);
    String extracted = Shown.extracted(found.get().toString());
    return Grade.of(
        difference.isEmpty()
            ? new Verdict.Correct(extracted, "the answer " + comparison.word())
            : new Verdict.Wrong(extracted, difference.get()));
  }

  @Override
  public String canonical(String answer) {
    return JsonText.read(answer).map(JsonText::canonical).orElse(answer.strip());
  }
}
