package io.retort.filter;

/** Code in a text, by Markdown's fences. */
public final class CodeBlocks {

  private static final String FENCE = "```";

  private CodeBlocks() {}

  /**
   * Blocks that a line with three backticks opens; one that is never closed counts too. DeepSeek-R1
   * (2025, section 2.3.3) and OpenCodeReasoning (arXiv 2504.01943) drop traces with code in the
   * reasoning.
   */
  public static int count(String text) {
    int fences = (int) text.lines().filter(line -> line.stripLeading().startsWith(FENCE)).count();
    return (fences + 1) / 2;
  }
}
