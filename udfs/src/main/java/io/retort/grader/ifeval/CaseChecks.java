package io.retort.grader.ifeval;

/** The instructions about letters and language. */
final class CaseChecks {

  private CaseChecks() {}

  static Instruction englishUpper(Arguments arguments) {
    return response -> Letters.isUpper(response) && Languages.isIn(response, "en");
  }

  static Instruction englishLower(Arguments arguments) {
    return response -> Letters.isLower(response) && Languages.isIn(response, "en");
  }

  static Instruction upperWords(Arguments arguments) {
    int frequency = arguments.count("capital_frequency");
    Relation relation = arguments.relation("capital_relation");
    return response -> relation.holds(Words.countUpper(response), frequency);
  }

  static Instruction language(Arguments arguments) {
    String language = arguments.text("language");
    return response -> Languages.isIn(response, language);
  }
}
