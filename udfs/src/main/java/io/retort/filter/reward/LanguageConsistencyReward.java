package io.retort.filter.reward;

import io.retort.filter.LanguageShare;
import io.retort.grader.ReasoningSplit;
import java.lang.Character.UnicodeScript;

/**
 * DeepSeek-R1's reward against mixed languages: words of the target language / all words of the
 * reasoning, added to the others as it is (2025, section 2.3.2). The language is judged by script.
 */
public final class LanguageConsistencyReward {

  private LanguageConsistencyReward() {}

  public static double of(String completion, UnicodeScript script) {
    return LanguageShare.ofWords(ReasoningSplit.of(completion).reasoning(), script);
  }
}
