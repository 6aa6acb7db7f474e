package io.retort.grader.ifeval;

/**
 * Counts bullet points as the expressions {@code ^\s*\*[^\*].*$} and {@code ^\s*-.*$} do, in one
 * pass: a match may begin on blank lines before its bullet, and a lone asterisk takes the line
 * after it along.
 */
final class Bullets {

  private Bullets() {}

  static int count(String text) {
    return count(text, '*') + count(text, '-');
  }

  private static int count(String text, char mark) {
    int count = 0;
    int line = 0;
    while (line < text.length()) {
      int at = line;
      while (at < text.length() && Letters.isSpace(text.charAt(at))) {
        at++;
      }
      boolean isBullet = at < text.length() && text.charAt(at) == mark;
      int rest = at + 1;
      if (mark == '*') {
        isBullet = isBullet && rest < text.length() && text.charAt(rest) != '*';
        rest++;
      }
      count += isBullet ? 1 : 0;
      line = nextLine(text, isBullet ? rest : at);
    }
    return count;
  }

  private static int nextLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }
}
