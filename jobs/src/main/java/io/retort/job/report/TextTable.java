package io.retort.job.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text in a fixed-width font: names to the left, figures to the right. */
final class TextTable {

  private static final String GAP = "   ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int names;

  /** A table whose first column holds names. */
  TextTable() {
    this(1);
  }

  /**
   * A table whose first columns hold names.
   *
   * @param names how many
   */
  TextTable(int names) {
    this.names = names;
  }

  /** Adds a row with as many cells as the first. */
  void add(List<String> cells) {
    if (!rows.isEmpty() && rows.get(0).size() != cells.size()) {
      throw new IllegalArgumentException(
          "a row must have " + rows.get(0).size() + " cells, but has " + cells.size());
    }
    rows.add(List.copyOf(cells));
  }

  /** The rows as lines without trailing spaces. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String space = " ".repeat(width(column) - cell.length());
        line.append(column == 0 ? "" : GAP).append(column < names ? cell + space : space + cell);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
