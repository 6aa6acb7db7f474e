package io.retort.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.StageInfo;

/** Remembers how long each stage of Spark took; set by {@code spark.extraListeners}. */
public final class StageTimes extends SparkListener {

  private static final List<String> LINES = new CopyOnWriteArrayList<>();

  /** Prints what has ended. */
  static void print() {
    LINES.forEach(System.out::print);
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    StageInfo stage = completed.stageInfo();
    long start = (Long) stage.submissionTime().get();
    long end = (Long) stage.completionTime().get();
    LINES.add(
        String.format(
            Locale.ROOT,
            "%8.1f s  %,d tasks, %s%n",
            (end - start) / 1e3,
            stage.numTasks(),
            stage.name()));
  }
}
