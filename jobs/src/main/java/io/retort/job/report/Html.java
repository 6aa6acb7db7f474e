package io.retort.job.report;

/**
 * What the HTML pages have in common. They are well-formed XML too, so that a test can read them.
 */
final class Html {

  /** For text and tables, in light and dark; a page adds what only it has. */
  static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --line: #ddd; --soft: #f5f5f3;
        --faint: #6a6a6a; --good: #1b6e3c; --bad: #a61b1b; --warn: #c77700; --calm: #1b5a8e; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6e6e6; --paper: #181818; --line: #444; --soft: #242424; --faint: #a0a0a0;
          --good: #4caf73; --bad: #e0605f; --warn: #e0a03c; --calm: #5b9bd0; } }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
        padding: 0 1rem; color: var(--ink); background: var(--paper); }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
      table { border-collapse: collapse; margin: .6rem 0; font-variant-numeric: tabular-nums; }
      th, td { padding: .25rem .8rem; border-bottom: 1px solid var(--line); text-align: right; }
      th:first-child, td:first-child { text-align: left; }
      .note { border-left: .3rem solid var(--warn); padding-left: .8rem; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate;
        background: var(--soft); padding: .6rem; margin: .3rem 0; font-size: .85rem; }
      summary { cursor: pointer; padding: .2rem 0; overflow-wrap: anywhere; }
      """;

  private Html() {}

  /**
   * The start of a page, up to its first heading.
   *
   * @param more elements of the head that only this page has
   * @param style rules that only this page has
   */
  static String start(String title, String more, String style) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
        + more
        + "<title>"
        + escape(title)
        + "</title>\n<style>\n"
        + STYLE
        + style
        + "</style>\n</head>\n<body>\n";
  }

  /** The end of a page. */
  static String end() {
    return "</body>\n</html>\n";
  }

  /**
   * Text that means itself in an element or a quoted attribute, whatever a model wrote: no markup,
   * and control characters as their pictures (U+2400 and following).
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\n', '\t' -> escaped.append((char) c);
      default -> escaped.appendCodePoint(visible(c));
    }
  }

  private static int visible(int c) {
    if (c < ' ') {
      return 0x2400 + c;
    }
    boolean isC1 = c >= 0x7F && c <= 0x9F;
    boolean isHalf = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean isNoCharacter = (c & 0xFFFE) == 0xFFFE;
    return isC1 || isHalf || isNoCharacter ? 0xFFFD : c;
  }
}
