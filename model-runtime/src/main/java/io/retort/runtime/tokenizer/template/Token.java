package io.retort.runtime.tokenizer.template;

/**
 * The smallest piece of a template.
 *
 * @param text what it says; for {@link Kind#TEXT} without quotes and with escapes resolved
 * @param line where it stands, from 1
 */
record Token(Kind kind, String text, int line) {

  enum Kind {
    /** Output that stands outside of all tags. */
    DATA("text"),
    PRINT_BEGIN("'{{'"),
    PRINT_END("'}}'"),
    BLOCK_BEGIN("'{%'"),
    BLOCK_END("'%}'"),
    NAME("a name"),
    TEXT("a text in quotes"),
    INTEGER("an integer"),
    FLOAT("a number"),
    OPERATOR("an operator"),
    END("the end of the template");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What it is called in error messages. */
    String words() {
      return words;
    }
  }

  boolean is(Kind wanted, String wantedText) {
    return kind == wanted && text.equals(wantedText);
  }

  /** What it is called in error messages. */
  String words() {
    return switch (kind) {
      case NAME, OPERATOR, INTEGER, FLOAT -> "'" + text + "'";
      default -> kind.words();
    };
  }
}
