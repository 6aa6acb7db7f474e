package io.retort.grader.text;

import java.util.Arrays;

/**
 * Pairs rows with columns, each at most once, so that the pairs' scores sum to the most: the
 * assignment problem, by shortest augmenting paths (Jonker and Volgenant 1987) in cubic time.
 */
final class Alignment {

  private Alignment() {}

  /**
   * The most that pairs can sum to.
   *
   * @param scores of each row with each column, not negative
   */
  static double best(double[][] scores) {
    int size = Math.max(scores.length, scores[0].length);
    // Costs are negated scores; what is missing for a square costs nothing. Row and column 0 are
    // not there, so that 0 can mean "none".
    double[] rowPrice = new double[size + 1];
    double[] columnPrice = new double[size + 1];
    int[] rowOf = new int[size + 1];
    for (int row = 1; row <= size; row++) {
      augment(row, scores, rowPrice, columnPrice, rowOf);
    }
    double sum = 0;
    for (int column = 1; column <= size; column++) {
      sum -= cost(scores, rowOf[column], column);
    }
    return sum;
  }

  /** Gives {@code start} a column, moving other rows to other columns where that costs least. */
  private static void augment(
      int start, double[][] scores, double[] rowPrice, double[] columnPrice, int[] rowOf) {
    int size = rowOf.length - 1;
    double[] distance = new double[size + 1];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int[] before = new int[size + 1];
    boolean[] isDone = new boolean[size + 1];
    int column = 0;
    rowOf[0] = start;
    do {
      isDone[column] = true;
      int row = rowOf[column];
      int nearest = 0;
      double step = Double.POSITIVE_INFINITY;
      for (int next = 1; next <= size; next++) {
        if (isDone[next]) {
          continue;
        }
        double reduced = cost(scores, row, next) - rowPrice[row] - columnPrice[next];
        if (reduced < distance[next]) {
          distance[next] = reduced;
          before[next] = column;
        }
        if (distance[next] < step) {
          step = distance[next];
          nearest = next;
        }
      }
      for (int any = 0; any <= size; any++) {
        if (isDone[any]) {
          rowPrice[rowOf[any]] += step;
          columnPrice[any] -= step;
        } else {
          distance[any] -= step;
        }
      }
      column = nearest;
    } while (rowOf[column] != 0);
    while (column != 0) {
      rowOf[column] = rowOf[before[column]];
      column = before[column];
    }
  }

  private static double cost(double[][] scores, int row, int column) {
    return row > scores.length || column > scores[0].length ? 0 : -scores[row - 1][column - 1];
  }
}
