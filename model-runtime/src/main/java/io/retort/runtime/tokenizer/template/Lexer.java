package io.retort.runtime.tokenizer.template;

import io.retort.runtime.tokenizer.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a template apart into text and tags, and removes the white space that belongs to tags.
 *
 * <p>Source: {@code tokeniter} in Jinja 3.1's lexer.py with {@code trim_blocks} (the line break
 * after a block or comment goes) and {@code lstrip_blocks} (so does the indentation before one). A
 * minus sign at either end of a tag removes all white space on that side, a plus sign keeps it.
 */
final class Lexer {

  private static final Pattern TAG = Pattern.compile("\\{[{%#]");
  private static final Pattern SIGN = Pattern.compile("[-+]");
  private static final Pattern RAW = spaced("\\s*raw\\s*(?:-%\\}\\s*|%\\})");
  private static final Pattern RAW_END = spaced("\\{%[-+]?\\s*endraw\\s*[-+]?%\\}");
  private static final Pattern RAW_END_NAME = spaced("\\s*endraw\\s*");
  private static final Pattern BLOCK_END = spaced("\\+%\\}|-%\\}\\s*|%\\}\\n?");
  private static final Pattern COMMENT_END = spaced("\\+#\\}|-#\\}\\s*|#\\}\\n?");
  private static final Pattern PRINT_END = spaced("-\\}\\}\\s*|\\}\\}");

  private final Cursor cursor;
  private final List<Token> tokens = new ArrayList<>();
  // Whether nothing stands before the cursor in its line, as far as output goes.
  private boolean isAtLineStart = true;

  Lexer(String source) {
    String lines = source.replace("\r\n", "\n").replace('\r', '\n');
    // Jinja drops one line break at the end of the file.
    this.cursor = new Cursor(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines);
  }

  private static Pattern spaced(String pattern) {
    return Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS);
  }

  List<Token> tokens() {
    while (!cursor.isAtEnd()) {
      int line = cursor.line();
      String text = cursor.takeUntil(TAG);
      if (cursor.isAtEnd()) {
        add(Kind.DATA, text, line);
      } else {
        tag(text, line);
      }
    }
    tokens.add(new Token(Kind.END, "", cursor.line()));
    return List.copyOf(tokens);
  }

  private void tag(String textBefore, int lineBefore) {
    int line = cursor.line();
    String begin = cursor.take(2);
    String sign = cursor.take(SIGN);
    addBefore(begin, sign, textBefore, lineBefore);
    switch (begin) {
      case "{#" -> comment();
      case "{%" -> block(line);
      default -> {
        tokens.add(new Token(Kind.PRINT_BEGIN, begin, line));
        end(Kind.PRINT_END, new ExpressionLexer(cursor, tokens).lexUntil(PRINT_END, "}}"));
      }
    }
  }

  private void block(int line) {
    String raw = cursor.take(RAW);
    if (!raw.isEmpty()) {
      isAtLineStart = raw.endsWith("\n");
      raw();
      return;
    }
    tokens.add(new Token(Kind.BLOCK_BEGIN, "{%", line));
    end(Kind.BLOCK_END, new ExpressionLexer(cursor, tokens).lexUntil(BLOCK_END, "%}"));
  }

  private void comment() {
    cursor.takeUntil(COMMENT_END);
    if (cursor.isAtEnd()) {
      throw cursor.error("a comment must end with '#}', but has no end");
    }
    isAtLineStart = cursor.take(COMMENT_END).endsWith("\n");
  }

  private void raw() {
    int line = cursor.line();
    String text = cursor.takeUntil(RAW_END);
    if (cursor.isAtEnd()) {
      throw cursor.error("'raw' must end with '{% endraw %}', but has no end");
    }
    String begin = cursor.take(2);
    addBefore(begin, cursor.take(SIGN), text, line);
    cursor.take(RAW_END_NAME);
    isAtLineStart = cursor.take(BLOCK_END).endsWith("\n");
  }

  private void addBefore(String begin, String sign, String text, int line) {
    if (sign.equals("-")) {
      add(Kind.DATA, PythonText.stripEnd(text), line);
    } else if (sign.isEmpty() && !begin.equals("{{")) {
      add(Kind.DATA, withoutIndentation(text), line);
    } else {
      add(Kind.DATA, text, line);
    }
  }

  private String withoutIndentation(String text) {
    int lineStart = text.lastIndexOf('\n') + 1;
    boolean isIndentation =
        (lineStart > 0 || isAtLineStart) && PythonText.strip(text.substring(lineStart)).isEmpty();
    return isIndentation ? text.substring(0, lineStart) : text;
  }

  private void add(Kind kind, String text, int line) {
    if (!text.isEmpty()) {
      tokens.add(new Token(kind, text, line));
    }
  }

  private void end(Kind kind, String text) {
    tokens.add(new Token(kind, text, cursor.line()));
    isAtLineStart = text.endsWith("\n");
  }
}
