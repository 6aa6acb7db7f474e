package io.retort.runtime.tokenizer.template;

/** The one form of all error messages about templates. */
final class TemplateError {

  private TemplateError() {}

  static String at(int line, String problem) {
    return "chat template line " + line + ": " + problem;
  }
}
