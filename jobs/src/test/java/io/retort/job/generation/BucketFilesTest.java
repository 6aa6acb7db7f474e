package io.retort.job.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.job.journal.Journal;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketFilesTest {

  private static final List<ProblemRow> PROBLEMS =
      IntStream.range(0, 200)
          .mapToObj(i -> Rows.problem("p-" + i, "\u00e9\n" + i, "", i % 5))
          .toList();

  private final Configuration hadoop = new Configuration();

  @TempDir private Path folder;

  @Test
  void everyProblemIsInTheBucketOfItsIdAndInNoOther() throws IOException {
    List<Bucket> buckets = divide(PROBLEMS, 7, 1_000_000);

    assertThat(buckets).extracting(Bucket::number).containsExactly(0, 1, 2, 3, 4, 5, 6);
    List<ProblemRow> read = new ArrayList<>();
    for (Bucket bucket : buckets) {
      List<ProblemRow> own = bucket.read(hadoop);
      assertThat(own)
          .hasSize(bucket.problems())
          .allSatisfy(
              problem ->
                  assertThat(Journal.bucketOf(problem.problemId(), 7)).isEqualTo(bucket.number()));
      read.addAll(own);
    }
    assertThat(read).containsExactlyInAnyOrderElementsOf(PROBLEMS);
  }

  @Test
  void aBucketKeepsTheOrderOfTheBenchmarkOverSeveralFiles() throws IOException {
    List<Bucket> buckets = divide(PROBLEMS, 3, 5_000);

    try (Stream<Path> files = Files.list(folder)) {
      // about 168 bytes a problem: a file is full with its 30th, and 6 x 30 are 180 of 200
      assertThat(files.filter(file -> !file.toString().endsWith(".crc"))).hasSize(7);
    }
    for (Bucket bucket : buckets) {
      assertThat(bucket.slices()).hasSize(7);
      assertThat(bucket.read(hadoop))
          .containsExactlyElementsOf(
              PROBLEMS.stream()
                  .filter(problem -> Journal.bucketOf(problem.problemId(), 3) == bucket.number())
                  .toList());
    }
  }

  @Test
  void aBucketWithoutProblemsIsLeftOut() throws IOException {
    assertThat(divide(PROBLEMS.subList(0, 1), 50, 1_000_000)).hasSize(1);
  }

  @Test
  void filesOfAnEarlierStartAreReplaced() throws IOException {
    divide(PROBLEMS, 3, 1_000_000);

    List<Bucket> again = divide(PROBLEMS.subList(0, 10), 3, 1_000_000);

    int problems = 0;
    for (Bucket bucket : again) {
      problems += bucket.read(hadoop).size();
    }
    assertThat(problems).isEqualTo(10);
  }

  private List<Bucket> divide(List<ProblemRow> problems, int buckets, int fileBytes)
      throws IOException {
    BucketFiles files =
        new BucketFiles(new org.apache.hadoop.fs.Path(folder.toUri()), buckets, fileBytes, hadoop);
    for (ProblemRow problem : problems) {
      files.add(problem);
    }
    return files.finish();
  }
}
