package io.retort.job.score;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.ScoreVersion;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.TableCursor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Lists every row whose outcome differs between two gradings of a run: {@code changes-v2.json}. Row
 * by row from the two tables into the file, so that a million changes need no memory.
 */
final class VerdictChanges {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private final RunDirectory run;
  private final ScoreVersion before;
  private final ScoreVersion after;
  private final List<VerdictChange> first = new ArrayList<>();

  VerdictChanges(RunDirectory run, ScoreVersion before, ScoreVersion after) {
    this.run = run;
    this.before = before;
    this.after = after;
  }

  /**
   * Writes the list.
   *
   * @param changes how many, from which outcome to which
   * @param parts the files of the tables that hold any
   * @param limit most changes to return
   * @return the first so many changes
   */
  List<VerdictChange> write(Map<String, Integer> changes, List<String> parts, int limit)
      throws IOException {
    run.write(after.file("changes"), out -> write(out, changes, parts, limit));
    return List.copyOf(first);
  }

  private void write(OutputStream out, Map<String, Integer> changes, List<String> parts, int limit)
      throws IOException {
    first.clear();
    try (JsonGenerator json = JSON.writerWithDefaultPrettyPrinter().createGenerator(out)) {
      json.writeStartObject();
      json.writePOJOField("before", before);
      json.writePOJOField("after", after);
      json.writePOJOField("counts", changes);
      json.writeArrayFieldStart("changes");
      for (String part : parts) {
        write(json, part, limit);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
  }

  private void write(JsonGenerator json, String part, int limit) throws IOException {
    try (TableCursor<ScoreRow> old = open(before, part);
        TableCursor<ScoreRow> now = open(after, part)) {
      for (Optional<ScoreRow> row = now.next(); row.isPresent(); row = now.next()) {
        ScoreRow earlier = old.next().orElseThrow();
        if (!earlier.outcome().equals(row.get().outcome())) {
          VerdictChange change = VerdictChange.of(earlier, row.get());
          json.writePOJO(change);
          if (first.size() < limit) {
            first.add(change);
          }
        }
      }
    }
  }

  private TableCursor<ScoreRow> open(ScoreVersion version, String part) throws IOException {
    Configuration hadoop = run.hadoop();
    return new TableCursor<>(new Path(version.table(run), part), ScoreRow.class, hadoop);
  }
}
