package io.retort.job.grade;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.grader.ifeval.IfEval;
import io.retort.job.lines.Fields;
import io.retort.job.lines.JsonLines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Grades the rows of a JSONL file in their order, one in memory at a time. */
final class JsonlGrading {

  private static final JsonMapper JSON = new JsonMapper();

  private JsonlGrading() {}

  /** Writes every row of {@code in} with its added columns to {@code out}. */
  static void grade(Path in, Path out, RowGrader grader, Tally tally) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(out)) {
      JsonLines.read(
          in,
          row -> {
            GradedRow graded = grader.grade(new Fields(row));
            tally.add(graded);
            writer.write(JSON.writeValueAsString(with(row, graded)));
            writer.write('\n');
          });
    }
  }

  private static ObjectNode with(ObjectNode row, GradedRow graded) {
    row.put("outcome", graded.outcome());
    row.put("extracted", graded.extracted());
    row.put("explanation", graded.explanation());
    if (graded.points() == Math.rint(graded.points())) {
      row.put("points", (int) graded.points());
    } else {
      row.put("points", graded.points());
    }
    graded.checks().ifPresent(checks -> putChecks(row, checks));
    return row;
  }

  private static void putChecks(ObjectNode row, IfEval checks) {
    row.set("strict", array(checks.strict()));
    row.set("loose", array(checks.loose()));
  }

  private static ArrayNode array(List<Boolean> values) {
    ArrayNode array = JSON.createArrayNode();
    values.forEach(array::add);
    return array;
  }
}
