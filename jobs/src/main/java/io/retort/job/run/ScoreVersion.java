package io.retort.job.run;

import io.retort.grader.text.AnswerGrader;
import io.retort.job.grade.RunGrader;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/**
 * One grading of a run's completions.
 *
 * @param version counts the gradings of a run from 1
 * @param directory of its table in the run directory
 * @param grader name of the grader
 * @param preset the grader's settings; empty for its first
 * @param graderVersion the grader's own
 * @param protocolHash of the run's protocol with this grader in it
 * @param createdAt ISO-8601 in UTC
 */
public record ScoreVersion(
    int version,
    String directory,
    String grader,
    String preset,
    String graderVersion,
    String protocolHash,
    String createdAt)
    implements Serializable {

  /** Where its table lies. */
  public Path table(RunDirectory run) {
    return new Path(run.path(), directory);
  }

  /** The grader that made it, in its present version. */
  public AnswerGrader openGrader() {
    return new RunGrader(grader, preset).open();
  }

  /** Name of a file that belongs to this version: {@code metrics-v2.json}. */
  public String file(String name) {
    return name + "-v" + version + ".json";
  }

  /** What a person calls it: {@code math 1}. */
  public String label() {
    return grader + " " + graderVersion;
  }
}
