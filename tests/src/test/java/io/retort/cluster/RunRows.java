package io.retort.cluster;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a run directory on this machine, read by another program than the one under test.
 */
final class RunRows {

  private RunRows() {}

  /** Every completion as text, sorted, without what says where and when it was made. */
  static List<String> completions(Path run) throws SQLException {
    return rows(
        run.resolve("completions"), "run_id, executor, prefill_millis, decode_millis, created_at");
  }

  /** Every verdict as text, sorted, without the name of the run. */
  static List<String> scores(Path run) throws SQLException {
    return scores(run, "scores");
  }

  /** The same of a later grading. */
  static List<String> scores(Path run, String version) throws SQLException {
    return rows(run.resolve(version), "run_id");
  }

  /** The values of a column of the completions, each once, sorted. */
  static List<String> distinct(Path run, String column) throws SQLException {
    return query(
        "SELECT DISTINCT %s AS v FROM '%s/completions/*.parquet' ORDER BY v"
            .formatted(column, run));
  }

  private static List<String> rows(Path table, String without) throws SQLException {
    return query(
        "SELECT row::VARCHAR AS v FROM (SELECT * EXCLUDE (%s) FROM '%s/*.parquet') row ORDER BY v"
            .formatted(without, table));
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
